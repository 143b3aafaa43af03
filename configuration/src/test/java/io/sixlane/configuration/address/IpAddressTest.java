package io.sixlane.configuration.address;

import static org.assertj.core.api.Assertions.assertThat;

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
}
