package io.sixlane.provisioning.change;

import static io.sixlane.configuration.accelerator.EndpointType.CUSTOM_DOMAIN;
import static io.sixlane.configuration.accelerator.EndpointType.CUSTOM_IP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sixlane.configuration.address.EndpointPolicy;
import io.sixlane.provisioning.change.EndpointPolicyProperties.Installation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class EndpointPolicyPropertiesTest {
    private static final Installation NOTHING = new Installation("127.0.0.1", 0, "", "", "", "");

    private static EndpointPolicy policy(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("sixlane", EndpointPolicyProperties.class)
                .policy(List.of());
    }

    @Test
    void the_installation_is_what_the_service_is_configured_with() {
        var policy =
                policy(
                        Map.of(
                                "sixlane.endpoint-allowed-prefixes", "127.0.0.0/8",
                                "sixlane.installation.http-port", "8102",
                                "sixlane.installation.database", "db.internal:5432",
                                "sixlane.installation.kafka", "127.0.0.1:9092,SSL://kafka-2:9093",
                                "sixlane.installation.metrics-url", "http://[::1]:8103/x",
                                "sixlane.installation.addresses", "10.9.0.0/16, 127.0.0.1:8080"));
        for (var port : List.of(8080, 8102, 8103, 9092)) {
            assertThat(policy.refusal(CUSTOM_IP, "127.0.0.1", port))
                    .as("port %d", port)
                    .isPresent();
        }
        assertThat(policy.refusal(CUSTOM_IP, "127.0.0.1", 8000)).isEmpty();
        assertThat(policy.refusal(CUSTOM_DOMAIN, "db.internal", 5432)).isPresent();
        assertThat(policy.refusal(CUSTOM_DOMAIN, "kafka-2", 9093)).isPresent();
        assertThat(policy.refusal(CUSTOM_IP, "10.9.1.2", 22)).isPresent();
    }

    @Test
    void without_settings_nothing_is_allowed_and_nothing_is_known() {
        assertThat(policy(Map.of()).refusal(CUSTOM_IP, "10.9.1.2", 22)).isEmpty();
        assertThat(policy(Map.of()).refusal(CUSTOM_IP, "127.0.0.1", 22)).isPresent();
    }

    @Test
    void an_invalid_address_fails_the_start() {
        assertThatThrownBy(() -> new EndpointPolicyProperties("127.0.0.0/33", NOTHING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("127.0.0.0/33");
        assertThatThrownBy(
                        () ->
                                new EndpointPolicyProperties(
                                        "", new Installation("::1", 1, "", "", "", "a b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a b");
    }
}
