package io.sixlane.provisioning.addresspool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sixlane.provisioning.addresspool.AddressPoolProperties.RegionPrefix;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @CsvSource({
        "198.51.100.7, 198.51.100.7",
        "255.255.255.255, 255.255.255.255",
        "::, ::",
        "::1, ::1",
        "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "1:0:0:2:0:0:0:3, 1:0:0:2::3",
        "fd00:1:0:0:0:0:0:0, fd00:1::",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "::ffff:127.0.0.1, 127.0.0.1"
    })
    void has_one_canonical_text(String text, String canonical) {
        assertThat(IpAddress.parse(text)).map(IpAddress::toString).hasValue(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0177.0.0.1",
                "127.0.0.1.",
                "256.0.0.1",
                "[::1]",
                "fe80::1%eth0",
                "1::2::3",
                ":::",
                "localhost",
                "::1 ",
                "1:2:3:4:5:6:7:8:9"
            })
    void is_read_from_nothing_but_its_full_form(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @Test
    void pools_are_read_from_one_variable() {
        var properties =
                new AddressPoolProperties(
                        "cn-hongkong=fd00:1::/64, us-west-1=fd00:2::5/64,us-west-1=192.0.2.0/24",
                        Duration.ZERO);
        assertThat(properties.prefixes())
                .containsExactly(
                        new RegionPrefix("cn-hongkong", IpPrefix.parse("fd00:1::/64")),
                        new RegionPrefix("us-west-1", IpPrefix.parse("fd00:2::/64")),
                        new RegionPrefix("us-west-1", IpPrefix.parse("192.0.2.0/24")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cn-hongkong", "a=127.0.0.1,a=127.0.0.2", "a=::/129", "a=::1,a=::2", "=::1"})
    void wrong_pools_end_the_start(String text) {
        assertThatThrownBy(() -> new AddressPoolProperties(text, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must");
    }
}
