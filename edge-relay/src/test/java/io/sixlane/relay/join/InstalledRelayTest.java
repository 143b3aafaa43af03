package io.sixlane.relay.join;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.sixlane.configuration.fleet.JoinAnswer;
import io.sixlane.configuration.fleet.JoinAnswer.Admitted;
import io.sixlane.configuration.fleet.JoinAnswer.Departed;
import io.sixlane.configuration.fleet.JoinAnswer.Link;
import io.sixlane.configuration.fleet.JoinAnswer.Offered;
import io.sixlane.configuration.fleet.JoinAnswer.Standing;
import io.sixlane.configuration.fleet.JoinMessage;
import io.sixlane.configuration.fleet.JoinMessage.Consider;
import io.sixlane.configuration.fleet.JoinMessage.Inquire;
import io.sixlane.configuration.fleet.JoinMessage.Join;
import io.sixlane.configuration.fleet.JoinMessage.Leave;
import io.sixlane.configuration.fleet.JoinMessage.Rotate;
import io.sixlane.configuration.fleet.JoinToken;
import io.sixlane.configuration.fleet.JoinToken.Pin;
import io.sixlane.configuration.fleet.JoinToken.PinKind;
import io.sixlane.configuration.fleet.SignedMessage;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.platform.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The Debian package: its command writes what its unit reads. Without systemd, below a prefix. */
@EnabledOnOs(OS.LINUX)
class InstalledRelayTest {
    private static final Path PACKAGE = Path.of("../deploy/debian");
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path root;

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @SuppressWarnings("NullAway.Init")
    private KeyPair signer;

    private final List<String> asked = new ArrayList<>();
    private final List<String> units = new ArrayList<>();

    @BeforeEach
    void serve() throws Exception {
        signer = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        server = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
        server.createContext(
                "/join",
                exchange -> {
                    try (exchange) {
                        var request =
                                ConfigurationJson.read(
                                        exchange.getRequestBody().readAllBytes(),
                                        SignedMessage.class);
                        var message = ConfigurationJson.read(request.bytes(), JoinMessage.class);
                        asked.add(message.getClass().getSimpleName());
                        var answer =
                                ConfigurationJson.write(
                                        SignedMessage.answer(
                                                request,
                                                ConfigurationJson.write(answer(message)),
                                                signer.getPrivate(),
                                                signer.getPublic().getEncoded()));
                        exchange.sendResponseHeaders(200, answer.length);
                        exchange.getResponseBody().write(answer);
                    }
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private JoinAnswer answer(JoinMessage message) {
        return switch (message) {
            case Consider _ -> new Offered("rack-9", List.of(), place(), Instant.now());
            case Join _, Rotate _ ->
                    new Admitted(
                            "relay-1",
                            "rack-9",
                            List.of(),
                            place(),
                            "password " + asked.size(),
                            "certificate",
                            "authority",
                            Map.of("provisioning.pem", "key"));
            case Leave _ -> new Departed("relay-1");
            case Inquire _ ->
                    new Standing("relay-1", true, List.of(new Link("relay-2", "here", true, 1)));
        };
    }

    private String place() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Test
    void one_command_writes_what_the_unit_reads_and_starts_it() throws Exception {
        var token = JoinToken.random("id", Pin.of(PinKind.SIGNER, signer.getPublic().getEncoded()));
        var secret = Files.writeString(root.resolve("token"), token.text());
        var joined =
                sixlane(
                        "join",
                        "http://" + place(),
                        "--token",
                        "@" + secret,
                        "--http-port",
                        Integer.toString(FreePorts.next()));

        assertThat(joined).isZero();
        var folder = root.resolve("etc/sixlane/relay");
        var settings = new RelayFiles(folder).read();
        assertThat(settings)
                .containsEntry(
                        "SIXLANE_RELAY_STATE_FOLDER",
                        root.resolve("var/lib/sixlane/relay").toString())
                .containsEntry("SIXLANE_SIGNING_KEY", folder.resolve("signing-key.pem").toString());
        assertThat(settings.entrySet())
                .filteredOn(entry -> entry.getValue().startsWith(root.toString()))
                .filteredOn(entry -> !entry.getKey().equals("SIXLANE_RELAY_STATE_FOLDER"))
                .hasSize(6)
                .allSatisfy(entry -> assertThat(Path.of(entry.getValue())).exists());
        assertOwned(folder);
        assertThat(units).containsExactly("enable --now sixlane-relay");

        assertThat(sixlane("rotate")).isZero();
        assertThat(folder.resolve("kafka.properties")).hasContent("password 4");
        assertOwned(folder);
        assertThat(sixlane("leave")).isZero();
        assertThat(folder).doesNotExist();
        assertThat(units)
                .containsExactly(
                        "enable --now sixlane-relay",
                        "restart sixlane-relay",
                        "disable --now sixlane-relay");
        assertThat(asked).containsExactly("Consider", "Join", "Inquire", "Rotate", "Leave");
    }

    @Test
    void a_look_at_the_host_leaves_nothing_but_the_keys_of_an_interrupted_join() throws Exception {
        var token = JoinToken.random("id", Pin.of(PinKind.SIGNER, signer.getPublic().getEncoded()));
        var secret = Files.writeString(root.resolve("token"), token.text());
        var draft = new RelayFiles(root.resolve("etc/sixlane/relay")).draft();
        var taken = Integer.toString(server.getAddress().getPort());
        String[] join = {"join", "http://" + place(), "--token", "@" + secret, "--http-port"};

        assertThat(sixlane(and(join, taken))).isOne();
        assertThat(draft.folder()).doesNotExist();
        assertThat(sixlane(and(join, Integer.toString(FreePorts.next()), "--dry-run"))).isZero();
        assertThat(draft.folder()).doesNotExist();

        draft.create();
        var keys = RelayKeys.in(draft).signingPublic();
        assertThat(sixlane(and(join, taken))).isOne();
        assertThat(sixlane(and(join, Integer.toString(FreePorts.next()), "--dry-run"))).isZero();
        assertThat(RelayKeys.read(draft).signingPublic()).isEqualTo(keys);
        assertThat(asked).containsOnly("Consider");
    }

    private static String[] and(String[] first, String... more) {
        return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void the_unit_reads_those_files_as_the_user_that_owns_them() throws Exception {
        var unit = Files.readAllLines(PACKAGE.resolve("sixlane-relay.service"));
        assertThat(unit)
                .contains(
                        "EnvironmentFile=/etc/sixlane/relay.env",
                        "EnvironmentFile=-/etc/sixlane/relay/relay.env",
                        "Environment=SIXLANE_RELAY_STATE_FOLDER=/var/lib/sixlane/relay",
                        "StateDirectory=sixlane/relay",
                        "User=sixlane");
        assertThat(unit.indexOf("EnvironmentFile=-/etc/sixlane/relay/relay.env"))
                .as("later files are stronger")
                .isGreaterThan(unit.indexOf("EnvironmentFile=/etc/sixlane/relay.env"));
        var written = arguments("join");
        assertThat(written)
                .containsSubsequence("--folder", root + "/etc/sixlane/relay")
                .containsSubsequence("--state", root + "/var/lib/sixlane/relay")
                .containsSubsequence("--owner", "sixlane")
                .containsSubsequence("--unit", "sixlane-relay");
        assertThat(Files.readString(PACKAGE.resolve("build.sh")))
                .contains("cp \"$here/sixlane\" \"$root/usr/bin/\"");
    }

    /** Runs the command of the package, with its program in this process. */
    private int sixlane(String... command) throws Exception {
        var arguments = new ArrayList<>(arguments(command));
        arguments.set(arguments.indexOf("--owner") + 1, owner());
        return RelayCommand.execute(
                _ -> units.add("in this process"),
                asking -> units.add(String.join(" ", asking)),
                arguments.toArray(String[]::new));
    }

    /** The arguments that the command of the package gives the relay's program. */
    private List<String> arguments(String... command) throws Exception {
        var java = root.resolve("opt/sixlane/runtime/bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        var builder =
                new ProcessBuilder(
                        Stream.concat(
                                        Stream.of(
                                                "sh",
                                                PACKAGE.resolve("sixlane").toString(),
                                                "relay"),
                                        Stream.of(command))
                                .toList());
        builder.environment().put("SIXLANE_ROOT", root.toString());
        var process = builder.redirectErrorStream(true).start();
        var printed = new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
        assertThat(process.waitFor()).as(printed.toString()).isZero();
        return printed.subList(printed.indexOf("relay") + 1, printed.size());
    }

    private String owner() throws IOException {
        return Files.getOwner(root).getName();
    }

    private void assertOwned(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            assertThat(all)
                    .allSatisfy(
                            file -> {
                                assertThat(Files.getOwner(file).getName()).isEqualTo(owner());
                                assertThat(
                                                PosixFilePermissions.toString(
                                                        Files.getPosixFilePermissions(file)))
                                        .isEqualTo(
                                                Files.isDirectory(file)
                                                        ? "rwx------"
                                                        : "rw-------");
                            });
        }
    }
}
