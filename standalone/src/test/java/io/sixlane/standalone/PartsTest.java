package io.sixlane.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartsTest {
    @Test
    void other_machines_reach_an_encrypted_gateway_whose_certificate_tokens_pin(
            @TempDir Path data) {
        var parts = parts(data, Shores.here().with(Optional.of(new RelaysAt("10.77.0.1", 9443))));
        var gateway = Objects.requireNonNull(parts.get(Parts.ENCRYPTED_GATEWAY));

        assertThat(gateway.url()).isEqualTo("https://10.77.0.1:8443");
        assertThat(gateway.variables()).containsEntry("SIXLANE_GATEWAY_TLS", "FILES");
        var certificate = gateway.variables().get("SIXLANE_GATEWAY_TLS_CERTIFICATE");
        assertThat(Path.of(Objects.requireNonNull(certificate))).exists();
        assertThat(Objects.requireNonNull(parts.get("provisioning")).variables())
                .containsEntry("SIXLANE_JOIN_CERTIFICATE", certificate)
                .containsEntry("SIXLANE_JOIN_KAFKA", "10.77.0.1:9443");
        assertThat(Objects.requireNonNull(parts.get(Parts.GATEWAY)).isEncrypted()).isFalse();
    }

    @Test
    void without_other_machines_everything_stays_on_loopback(@TempDir Path data) {
        assertThat(List.copyOf(parts(data, Shores.here()).values()))
                .hasSize(7)
                .allMatch(part -> part.httpHost().equals(Shores.LOOPBACK));
    }

    private static Map<String, Part> parts(Path data, Shores shores) {
        return Parts.all(new Ports(0), new StackFolder(data), AddressPlan.prefixes(0), shores)
                .stream()
                .collect(Collectors.toMap(Part::name, Function.identity()));
    }
}
