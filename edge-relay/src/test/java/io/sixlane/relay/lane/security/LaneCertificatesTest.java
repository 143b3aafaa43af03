package io.sixlane.relay.lane.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

@SuppressWarnings("NullAway.Init")
@Isolated("it reads the log")
class LaneCertificatesTest {
    private static final RelayName RELAY = new RelayName("us-west-1", "us-1");

    @TempDir private Path folder;

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private Instant now = Instant.now();
    private FleetFixture fleet;
    private LaneFiles files;

    @BeforeEach
    void issue() {
        fleet = new FleetFixture(folder, () -> now);
        files = fleet.issue(RELAY.region(), RELAY.id());
        lines.start();
        logger().addAppender(lines);
    }

    @AfterEach
    void detach() {
        logger().detachAppender(lines);
    }

    @Test
    void a_renewed_certificate_is_used_without_a_restart() throws Exception {
        var certificates = certificates();
        var before = certificates.fingerprint();
        var context = certificates.current().orElseThrow().context();
        assertThat(certificates.refresh()).isFalse();
        assertThat(certificates.current().orElseThrow().context()).isSameAs(context);

        now = now.plus(Duration.ofHours(1));
        fleet.renew(RELAY.region(), RELAY.id());

        assertThat(certificates.refresh()).isTrue();
        assertThat(certificates.fingerprint()).isNotEqualTo(before);
        assertThat(certificates.expires().orElseThrow()).isAfter(now.plus(Duration.ofDays(364)));
        assertThat(lines()).containsExactly("certificate of lanes read");
    }

    @Test
    void mismatched_files_change_nothing_and_are_logged_once() throws Exception {
        var certificates = certificates();
        var before = certificates.fingerprint();
        var others = new FleetFixture(folder.resolve("other")).issue(RELAY.region(), RELAY.id());

        Files.copy(others.key(), replaced(files.key()));
        assertThat(certificates.refresh()).isFalse();
        assertThat(certificates.refresh()).isFalse();
        assertThat(certificates.fingerprint()).isEqualTo(before);
        assertThat(lines())
                .containsExactly("new certificate of lanes cannot be used, the old one stays");

        Files.copy(others.certificate(), replaced(files.certificate()));
        Files.copy(others.authority(), replaced(files.authority()));
        assertThat(certificates.refresh()).isTrue();
        assertThat(certificates.fingerprint()).isNotEqualTo(before);
    }

    @Test
    void missing_files_change_nothing() throws Exception {
        var certificates = certificates();
        Files.delete(files.key());

        assertThat(certificates.refresh()).isFalse();
        assertThat(lines.list)
                .singleElement()
                .satisfies(
                        line ->
                                assertThat(line.getKeyValuePairs().toString())
                                        .contains("key.pem does not exist"));
    }

    @Test
    void a_new_certificate_is_used_without_a_restart() throws Exception {
        var key = Files.readString(files.key());
        Files.delete(files.key());
        var certificates = certificates();
        assertThat(certificates.fingerprint()).isEmpty();
        assertThat(certificates.refresh()).isFalse();

        Files.writeString(files.key(), key);

        assertThat(certificates.refresh()).isTrue();
        assertThat(certificates.fingerprint()).isPresent();
    }

    @Test
    void the_end_of_a_certificate_is_logged_for_two_weeks_once_a_day() throws Exception {
        var certificates = certificates();
        var start = now;
        now = start.plus(Duration.ofDays(350));
        certificates.refresh();
        assertThat(lines()).isEmpty();

        now = start.plus(Duration.ofDays(351).plusMinutes(1));
        certificates.refresh();
        now = now.plus(Duration.ofHours(23));
        certificates.refresh();
        assertThat(lines()).containsExactly("certificate of lanes expires soon");

        now = now.plus(Duration.ofDays(14));
        certificates.refresh();
        assertThat(lines())
                .last()
                .isEqualTo("certificate of lanes has expired, other relays refuse lanes");
    }

    @Test
    void a_certificate_of_another_relay_is_refused() {
        assertRefused(
                "%s is for %s, and this relay is sixlane:relay:us-west-1:us-2"
                        .formatted(files.certificate(), RELAY),
                new RelayName("us-west-1", "us-2"));
    }

    @Test
    void an_invalid_file_is_named_with_the_cause() throws IOException {
        Files.writeString(files.authority(), "no certificate");
        assertRefused(files.authority().toString(), RELAY);

        Files.writeString(files.key(), "-----BEGIN EC PRIVATE KEY-----");
        assertRefused(files.key() + " has no PRIVATE KEY (PKCS #8", RELAY);

        Files.writeString(
                files.key(), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----");
        assertRefused(files.key() + " has no EC key", RELAY);

        Files.write(files.key(), new byte[(1 << 20) + 1]);
        assertRefused(files.key() + " is larger than 1 MiB", RELAY);
    }

    private void assertRefused(String message, RelayName relay) {
        assertThatThrownBy(() -> LaneCredentials.of(PemFiles.read(files), relay, now))
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining(message);
    }

    private static Path replaced(Path file) throws IOException {
        Files.delete(file);
        return file;
    }

    private LaneCertificates certificates() {
        var certificates = new LaneCertificates(files, RELAY, () -> now);
        lines.list.clear();
        return certificates;
    }

    private List<String> lines() {
        return lines.list.stream().map(ILoggingEvent::getMessage).toList();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(LaneCertificates.class);
    }
}
