package io.sixlane.relay;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sixlane.relay.lane.security.LaneEncryption;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanePropertiesTest {
    private static final List<InetAddress> PUBLIC = List.of(InetAddress.ofLiteral("8.8.8.8"));
    private static final List<InetAddress> PRIVATE = List.of(InetAddress.ofLiteral("10.0.0.1"));

    @Test
    void without_settings_lanes_are_off_and_no_warning_is_logged() {
        assertThatCode(() -> properties("", "", LaneEncryption.TLS, false, "").require(PUBLIC))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:7471, '', '', ''", "'', a, '', b", "'', a, b, ''", "'', '', a, b"})
    void a_relay_with_lanes_names_all_three_files(
            String listen, String certificate, String key, String authority) {
        var properties =
                new LaneProperties(
                        listen,
                        "",
                        LaneEncryption.TLS,
                        false,
                        certificate,
                        key,
                        authority,
                        "bbr",
                        true);

        assertThatThrownBy(() -> properties.require(PRIVATE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SIXLANE_LANE_CERTIFICATE")
                .hasMessageContaining("./sixlane fleet certificate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8:7471", "[2400:3200::1]:7471", "0.0.0.0:7471", "[::]:7471"})
    void plain_lanes_on_public_addresses_fail_the_start_unless_forced(String listen) {
        assertRefused(properties(listen, "", LaneEncryption.NETWORK, false, "pem"));
        assertThatCode(
                        () -> {
                            properties(listen, "", LaneEncryption.NETWORK, true, "pem")
                                    .require(PUBLIC);
                            properties(listen, "", LaneEncryption.TLS, false, "pem")
                                    .require(PUBLIC);
                        })
                .doesNotThrowAnyException();
    }

    @Test
    void plain_lanes_are_advertised_under_private_addresses() {
        var inside = "10.0.0.1:7471";
        assertRefused(properties(inside, "8.8.8.8:7471", LaneEncryption.NETWORK, false, "pem"));
        assertThatCode(
                        () ->
                                properties(inside, "", LaneEncryption.NETWORK, false, "pem")
                                        .require(PUBLIC))
                .doesNotThrowAnyException();
        assertThatCode(
                        () ->
                                properties("0.0.0.0:7471", "", LaneEncryption.NETWORK, false, "pem")
                                        .require(PRIVATE))
                .doesNotThrowAnyException();
    }

    private static void assertRefused(LaneProperties properties) {
        assertThatThrownBy(() -> properties.require(PUBLIC))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is public");
    }

    private static LaneProperties properties(
            String listen,
            String advertise,
            LaneEncryption encryption,
            boolean forceNetwork,
            String files) {
        return new LaneProperties(
                listen, advertise, encryption, forceNetwork, files, files, files, "bbr", true);
    }
}
