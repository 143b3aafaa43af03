package io.sixlane.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.configuration.address.Place;
import io.sixlane.relay.listener.Fixtures;
import io.sixlane.topics.KafkaAccess;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class InstallationPropertiesTest {
    @Test
    void the_installation_is_what_a_relay_is_configured_with() {
        var policy =
                bound(
                                Map.of(
                                        "sixlane.installation.http-address", "0.0.0.0",
                                        "sixlane.installation.http-port", "8111",
                                        "sixlane.installation.addresses",
                                                "10.9.0.0/16,192.0.2.5:5432,[fd00::5]:443",
                                        "sixlane.installation.lanes",
                                                "198.51.100.7:7471,relays.example:7472"))
                        .policy(
                                Fixtures.properties(
                                        "2001:db8:b::/64",
                                        Path.of("unused"),
                                        KafkaAccess.of("192.0.2.6:9092", "")),
                                Stream.of("2001:db8:a::/64", "2001:db8:b::/64", "203.0.113.9/32")
                                        .map(IpPrefix::of)
                                        .toList());
        for (var refused :
                Map.of(
                                "10.9.1.2", 22,
                                "192.0.2.5", 5432,
                                "192.0.2.6", 9092,
                                "fd00::5", 443,
                                "198.51.100.7", 7471,
                                "2001:db8:a::7", 80,
                                "2001:db8:b::7", 80,
                                "203.0.113.9", 80,
                                "0.0.0.0", 8111)
                        .entrySet()) {
            assertThat(policy.refusal(InetAddress.ofLiteral(refused.getKey()), refused.getValue()))
                    .as("%s", refused)
                    .isPresent();
        }
        assertThat(policy.refusal(InetAddress.ofLiteral("192.0.2.5"), 80)).isEmpty();
        assertThat(policy.refusal(InetAddress.ofLiteral("198.51.100.7"), 7472)).isEmpty();
        assertThat(policy.refusalOfName("relays.example", 7472)).isPresent();
    }

    @Test
    void without_settings_only_the_relay_itself_is_known() {
        var properties = bound(Map.of("sixlane.installation.http-address", "127.0.0.1"));
        assertThat(properties)
                .isEqualTo(new InstallationProperties("127.0.0.1", 0, List.<Place>of(), ""));
    }

    private static InstallationProperties bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bind("sixlane.installation", InstallationProperties.class)
                .get();
    }
}
