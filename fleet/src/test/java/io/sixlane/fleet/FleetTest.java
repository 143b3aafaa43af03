package io.sixlane.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetTest {
    private static final int URI = 6;
    private static final RelayIdentity RELAY = new RelayIdentity("us-west-1", "relay-1");

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    private Instant now = Instant.parse("2026-11-29T12:00:00Z");
    private final InstantSource clock = () -> now;

    @Test
    void an_authority_and_a_certificate_are_made_by_two_commands() throws Exception {
        assertThat(run("ca", "--out", ca())).isEqualTo("0");
        assertThat(certificate()).isEqualTo("0");

        var authority = Pem.certificate(folder.resolve("ca/certificate.pem"));
        var certificate = Pem.certificate(folder.resolve("out/certificate.pem"));
        certificate.verify(authority.getPublicKey());
        assertThat(authority.getBasicConstraints()).isZero();
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getSubjectAlternativeNames())
                .containsExactly(List.of(URI, "sixlane:relay:us-west-1:relay-1"));
        assertThat(life(authority)).isEqualTo(Duration.ofDays(3650).plusHours(1));
        assertThat(life(certificate)).isEqualTo(Duration.ofDays(365).plusHours(1));
        assertThat(Files.readString(folder.resolve("out/authority.pem")))
                .isEqualTo(Files.readString(folder.resolve("ca/certificate.pem")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca/key.pem", "out/key.pem"})
    void keys_are_readable_by_their_owner_alone_and_nothing_else_is_left(String key)
            throws IOException {
        run("ca", "--out", ca());
        certificate();

        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve(key))))
                .isEqualTo("rw-------");
        try (var files = Files.walk(folder)) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".tmp"));
        }
    }

    @Test
    void nothing_replaces_a_key_or_an_authority() throws IOException {
        run("ca", "--out", ca());
        certificate();
        var keys = keys();

        assertThat(run("ca", "--out", ca())).contains("ca/key.pem exists").endsWith("1");
        assertThat(certificate()).contains("out/key.pem exists").endsWith("1");
        Files.delete(folder.resolve("ca/key.pem"));
        assertThat(run("ca", "--out", ca())).contains("ca/certificate.pem exists").endsWith("1");
        assertThat(keys.getLast()).isEqualTo(Files.readString(folder.resolve("out/key.pem")));
    }

    @Test
    void a_certificate_is_renewed_with_its_key() throws IOException {
        run("ca", "--out", ca());
        assertThat(certificate("--renew")).contains("nothing to renew").endsWith("1");
        certificate();
        var keys = keys();
        var before = Pem.certificate(folder.resolve("out/certificate.pem"));

        assertThat(certificate("--renew")).isEqualTo("0");

        var after = Pem.certificate(folder.resolve("out/certificate.pem"));
        assertThat(after.getSerialNumber()).isNotEqualTo(before.getSerialNumber());
        assertThat(after.getPublicKey()).isEqualTo(before.getPublicKey());
        assertThat(keys()).isEqualTo(keys);
    }

    @Test
    void passwords_are_made_once_each_for_its_owner_alone() throws IOException {
        var prepare =
                new String[] {
                    "prepare",
                    "--folder",
                    folder.toString(),
                    "--services=a,b",
                    "--kafka=broker",
                    "r/x"
                };
        assertThat(run(prepare)).isEqualTo("0");
        var made = new HashMap<Path, String>();
        for (var role : List.of("a", "b", "postgres")) {
            var file = folder.resolve(role).resolve("postgres-password");
            made.put(file, Files.readString(file));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(made.values()).doesNotHaveDuplicates().allMatch(it -> it.matches("[\\w-]{43}"));

        assertThat(run(prepare)).isEqualTo("0");

        assertThat(made).allSatisfy((file, password) -> assertThat(file).hasContent(password));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", "../x", ".x", "a b", "a/b", "é"})
    void a_name_that_is_invalid_in_a_uri_or_a_path_is_refused(String name) {
        assertThatThrownBy(() -> new RelayIdentity("us-west-1", name))
                .isInstanceOf(FleetException.class)
                .hasMessageContaining("unlike '" + name + "'");
        assertThatThrownBy(() -> new RelayIdentity(name, "relay-1"))
                .isInstanceOf(FleetException.class);
    }

    @Test
    void an_authority_that_cannot_be_read_is_named() throws IOException {
        assertThat(certificate()).contains("ca/certificate.pem cannot be read").endsWith("1");
        run("ca", "--out", ca());
        Files.writeString(folder.resolve("ca/key.pem"), "no key");
        assertThat(certificate()).contains("ca/key.pem has no PRIVATE KEY").endsWith("1");
    }

    @Test
    void a_folder_is_prepared_once_and_renewed_a_month_before_the_end() {
        var fleet = new FleetFolder(folder, clock);
        fleet.prepare(List.of(RELAY));
        var first = serial();
        now = now.plus(Duration.ofDays(334));
        fleet.prepare(List.of(RELAY));
        assertThat(serial()).isEqualTo(first);

        now = now.plus(Duration.ofDays(2));
        fleet.prepare(List.of(RELAY));

        assertThat(serial()).isNotEqualTo(first);
    }

    @Test
    void certificates_of_an_authority_that_is_gone_are_replaced() throws Exception {
        var fleet = new FleetFolder(folder, clock);
        fleet.prepare(List.of(RELAY));
        Files.delete(folder.resolve("authority/key.pem"));

        fleet.prepare(List.of(RELAY));

        var authority = Pem.certificate(folder.resolve("authority/certificate.pem"));
        Pem.certificate(folder.resolve("relay-1/certificate.pem")).verify(authority.getPublicKey());
        assertThat(Pem.certificate(folder.resolve("relay-1/authority.pem"))).isEqualTo(authority);
    }

    private List<String> keys() throws IOException {
        return List.of(
                Files.readString(folder.resolve("ca/key.pem")),
                Files.readString(folder.resolve("out/key.pem")));
    }

    private Object serial() {
        return Pem.certificate(folder.resolve("relay-1/certificate.pem")).getSerialNumber();
    }

    private static Duration life(X509Certificate certificate) {
        return Duration.between(
                certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
    }

    private String ca() {
        return folder.resolve("ca").toString();
    }

    private String certificate(String... more) {
        var all = new ArrayList<>(List.of("certificate", "--ca", ca(), "--region", "us-west-1"));
        all.addAll(List.of("--relay", "relay-1", "--out", folder.resolve("out").toString()));
        all.addAll(List.of(more));
        return run(all.toArray(String[]::new));
    }

    /** The standard error of a command, and its exit code. */
    private static String run(String... arguments) {
        var err = new StringWriter();
        var code =
                Fleet.commandLine()
                        .setErr(new PrintWriter(err, true))
                        .setOut(new PrintWriter(new StringWriter()))
                        .execute(arguments);
        return err.toString() + code;
    }
}
