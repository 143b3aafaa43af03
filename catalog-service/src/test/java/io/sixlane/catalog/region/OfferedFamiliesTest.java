package io.sixlane.catalog.region;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OfferedFamiliesTest {
    @Test
    void regions_with_ipv6_addresses_offer_ipv6() {
        assertThat(
                        OfferedFamilies.withIpv6(
                                "rack-7=fd00:7::/64, rack-8=192.0.2.0/24,rack-8=fd00:8::/64,"
                                        + "rack-9=198.51.100.0/24"))
                .containsExactly("rack-7", "rack-8");
        assertThat(OfferedFamilies.withIpv6("")).isEmpty();
    }
}
