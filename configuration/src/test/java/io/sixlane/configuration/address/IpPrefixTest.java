package io.sixlane.configuration.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpPrefixTest {
    @ParameterizedTest
    @CsvSource({
        "10.1.2.3/8, 10.0.0.0/8",
        "192.0.2.1, 192.0.2.1/32",
        "2001:DB8::1/32, 2001:db8::/32",
        "::1, ::1/128",
        "::ffff:192.0.2.1, 192.0.2.1/32",
        "::ffff:192.0.2.0/120, 192.0.2.0/24",
        "::FFFF:c000:200/120, 192.0.2.0/24",
        "0:0:0:0:0:ffff:10.0.0.0/104, 10.0.0.0/8",
        "::ffff:192.0.2.1/128, 192.0.2.1/32",
        "::ffff:0:0/96, 0.0.0.0/0",
        "::/0, ::/0",
        "::/96, ::/96",
        "::/64, ::/64"
    })
    void has_one_form(String text, String canonical) {
        assertThat(IpPrefix.of(text)).hasToString(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "::ffff:10.0.0.0/8, write 10.0.0.0/8 for IPv4",
        "::ffff:192.0.2.77/24, write 192.0.2.0/24 for IPv4",
        "::ffff:0:0/0, write 0.0.0.0/0 for IPv4",
        "::ffff:10.0.0.0/95, write IPv4 prefixes as 192.0.2.0/24",
        "::ffff:10.0.0.0/64, write IPv4 prefixes as 192.0.2.0/24"
    })
    void refuses_a_mapped_prefix_beyond_ipv4_and_names_the_right_one(String text, String instead) {
        assertThatThrownBy(() -> IpPrefix.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text)
                .hasMessageContaining(instead);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "::1/129",
                "10.0.0.0/33",
                "10.0.0/8",
                "::ffff:10.0.0.0/129",
                "::1/",
                "::1/-1",
                "::1/+1",
                "::1/١",
                "fe80::1%eth0/64",
                "example.com",
                "[::1]/128"
            })
    void refuses_an_invalid_prefix(String text) {
        assertThatThrownBy(() -> IpPrefix.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void contains_addresses_of_its_family_only() {
        var prefix = IpPrefix.of("fd6c:7465:7374::/45");
        assertThat(prefix.contains(InetAddress.ofLiteral("fd6c:7465:7377:ffff::1"))).isTrue();
        assertThat(prefix.contains(InetAddress.ofLiteral("fd6c:7465:7378::1"))).isFalse();
        assertThat(IpPrefix.of("::/0").contains(InetAddress.ofLiteral("192.0.2.1"))).isFalse();
        assertThat(IpPrefix.of("0.0.0.0/0").contains(InetAddress.ofLiteral("::"))).isFalse();
    }
}
