package io.sixlane.systemtests;

import static io.sixlane.systemtests.LocalStack.PORT_OFFSET;
import static io.sixlane.systemtests.LocalStack.fetch;
import static io.sixlane.systemtests.LocalStack.get;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The stack as a newcomer starts it, from a distribution and from the sources, in a locale with
 * digits of its own. One story on one data folder, so its parts run in order: what the demo made
 * must outlive everything that comes after.
 *
 * <p>With {@code -Dsixlane.stack.recording=true}, as in the profile {@code full-length}, the demo
 * ends by making the archives with which the next start is faster.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LocalStackIT {
    private static final Duration START = Duration.ofMinutes(6);
    private static final boolean RECORDING = Boolean.getBoolean("sixlane.stack.recording");
    private static final Path FOLDER =
            Project.home().resolve("system-tests/target/stack-" + ProcessHandle.current().pid());

    /** By which the pages find the stack. */
    private static final Map<String, String> PAGES =
            Map.of(
                    "JAVA_HOME", System.getProperty("java.home"),
                    "SIXLANE_API", "http://127.0.0.1:%s/v1".formatted(8080 + PORT_OFFSET),
                    "SIXLANE_JOIN", "https://10.77.0.1:" + (8443 + PORT_OFFSET),
                    "SIXLANE_CREDENTIALS", FOLDER.resolve("credentials").toString(),
                    "SIXLANE_KAFKA", "127.0.0.1:" + (19_092 + PORT_OFFSET),
                    "SIXLANE_DATABASE",
                            "jdbc:postgresql://127.0.0.1:%s/provisioning"
                                    .formatted(15_432 + PORT_OFFSET),
                    "SIXLANE_SECRETS", FOLDER.resolve("secrets").toString());

    private static final String OTHER_MACHINE = "a-relay-on-another-machine.md";
    private static final String SENTENCE = "the origin that came later\n";

    private static Distribution distribution;
    private static String url = "";
    private static String accelerator = "";
    private static @Nullable Origin origin;
    private static @Nullable LocalStack stack;

    @BeforeAll
    static void unpack_a_distribution() throws Exception {
        distribution = Distribution.unpackedIn(FOLDER.resolve("unpacked"));
    }

    @AfterAll
    static void remove_it() throws Exception {
        try (var _ = origin;
                var _ = stack) {
            // Both end, also after a test that failed.
        }
        OtherMachine.remove();
        distribution.delete();
    }

    @Test
    @Order(1)
    void a_distribution_explains_itself() throws Exception {
        assertThat(distribution.run("--help"))
                .contains("demo", "up", "open", "status", "fleet", "audit")
                .doesNotContain("build", "bench", "test ");
        assertThat(distribution.run("audit", "--help")).contains("verify");
        assertThat(distribution.run("demo", "--help")).contains("--exit");
    }

    @Test
    @Order(2)
    void the_demo_goes_from_six_answers_to_bytes_over_ipv6_and_their_metrics() throws Exception {
        try (var demo = LocalStack.start(distribution, FOLDER, demo())) {
            assertThat(demo.exitCode(START)).as(demo.words()).isZero();
            var document = demo.document();
            url = document.get("url").asString();
            accelerator = document.get("acceleratorId").asString();
            var bundle = responseTo(document, "/v1/recommendations").at("/recommended/0");
            assertThat(bundle.get("specification").asString()).isEqualTo("SMALL_I");
            assertThat(bundle.get("bandwidthType").asString()).isEqualTo("PREMIUM");
            assertThat(bundle.get("peakBandwidthMbps").asInt()).isEqualTo(10);
            assertThat(url).startsWith("http://[" + document.get("acceleratedIp").asString() + "]");
            assertThat(url).matches("http://\\[[0-9a-f:]+\\]:[0-9]+/");
            assertThat(document.get("answer").asString()).isNotBlank();
            assertThat(document.at("/timings/timeConnect").asDouble()).isPositive();
            assertThat(document.at("/timings/timeStartTransfer").asDouble())
                    .isGreaterThan(document.at("/timings/timeConnect").asDouble());
            assertThat(document.at("/timings/timeTotal").asDouble())
                    .isGreaterThanOrEqualTo(document.at("/timings/timeStartTransfer").asDouble());
            var totals = document.at("/metrics/totals");
            assertThat(totals.get("connectionsOpened").asLong()).isPositive();
            assertThat(totals.get("bytesIn").asLong()).isPositive();
            assertThat(totals.get("bytesOut").asLong())
                    .isGreaterThanOrEqualTo(document.get("answer").asString().length());
            assertThat(totals.at("/firstByteMicros/p50").asLong()).isPositive();
        }
        if (RECORDING) {
            assertThat(FOLDER.resolve("apps"))
                    .isDirectoryRecursivelyContaining("glob:**/gateway.jsa");
        }
    }

    private static String[] demo() {
        return RECORDING
                ? new String[] {"demo", "--exit", "--json"}
                : new String[] {"demo", "--exit", "--json", "--no-recording"};
    }

    @Test
    @Order(3)
    void what_was_made_yesterday_forwards_today() throws Exception {
        origin = Origin.start(8081 + PORT_OFFSET, SENTENCE);
        stack = LocalStack.start(distribution, FOLDER, "up", "--no-recording");
        awaitForwarding(stack);
        awaitStatus();
        onlyTheOwnerIsAnswered();
        try (var second = LocalStack.start(distribution, FOLDER, "up")) {
            assertThat(second.exitCode(Duration.ofSeconds(30))).isNotZero();
            assertThat(second.words()).containsIgnoringCase("already");
        }
        assertThat(fetch(url).body()).isEqualTo(SENTENCE);
    }

    /** The link of {@code open} signs in once; without credentials there is no answer. */
    private static void onlyTheOwnerIsAnswered() throws Exception {
        assertThat(Files.getPosixFilePermissions(FOLDER.resolve("credentials")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(fetch(LocalStack.gateway("/v1/accelerators").toString()).statusCode())
                .isEqualTo(401);
        var link =
                distribution
                        .run(
                                "open",
                                "--data-folder",
                                FOLDER.toString(),
                                "--port-offset",
                                "" + PORT_OFFSET)
                        .strip();
        assertThat(link).startsWith("http://localhost:" + (8080 + PORT_OFFSET) + "/sign-in.html#");
        var token = link.substring(link.indexOf('#') + 1);
        var cookie = LocalStack.signIn(token).headers().firstValue("set-cookie").orElse("");
        assertThat(cookie)
                .startsWith("__Host-sixlane=")
                .contains("Path=/", "Secure", "HttpOnly", "SameSite=Lax");
        assertThat(LocalStack.signIn(token).statusCode()).isEqualTo(401);
        assertThat(LocalStack.me(cookie.substring(0, cookie.indexOf(';'))).get("role").asString())
                .isEqualTo("OPERATOR");
        if (Files.isDirectory(Path.of("/proc/self/fd"))) {
            var others = new OtherUsers(FOLDER, requireNonNull(stack).processes());
            assertThat(others.readable()).isEmpty();
            assertThat(others.argumentsWithSecrets()).isEmpty();
            assertThat(others.openPorts())
                    .as("but that of the accelerator")
                    .isSubsetOf(URI.create(url).getPort());
        }
    }

    /** On the stack that runs since the test before. */
    @ParameterizedTest
    @MethodSource("pages")
    @Order(4)
    void every_command_of_a_page_can_be_pasted(PageCommands page) throws Exception {
        paste("pages", page);
    }

    /** In folders below one of {@code kind}. */
    private static void paste(String kind, PageCommands page) throws Exception {
        for (var command : page.needs()) {
            assumeTrue(hasCommand(command), "needs %1$s: install %1$s".formatted(command));
        }
        var runner =
                new PageRunner(
                        FOLDER.resolve(kind),
                        distribution.launcher(),
                        FOLDER.resolve("credentials"),
                        PAGES);
        var outcome = runner.run(page);
        assertThat(outcome.exitCode()).as("%s", outcome).isZero();
    }

    /** On the same stack; in English and Chinese, light and dark, wide and narrow. */
    @Test
    @Order(4)
    void a_person_creates_changes_and_proves_in_the_console() throws Exception {
        for (var command : List.of("chromium", "node", "npm")) {
            assumeTrue(hasCommand(command), "needs %1$s: install %1$s".formatted(command));
        }
        var outcome =
                new BrowserRun(FOLDER.resolve("browser"), FOLDER.resolve("credentials"))
                        .run(
                                "http://localhost:" + (8080 + PORT_OFFSET),
                                8081 + PORT_OFFSET,
                                8095 + PORT_OFFSET);
        assertThat(outcome.exitCode()).as("%s", outcome.words()).isZero();
    }

    /** On the same stack. */
    @Test
    @Order(4)
    void a_client_made_from_the_document_takes_the_six_steps() throws Exception {
        for (var command : List.of("node", "npm")) {
            assumeTrue(hasCommand(command), "needs %1$s: install %1$s".formatted(command));
        }
        var outcome =
                new GeneratedClient(FOLDER.resolve("client"), FOLDER.resolve("credentials"))
                        .run(
                                "http://localhost:" + (8080 + PORT_OFFSET),
                                8096 + PORT_OFFSET,
                                8081 + PORT_OFFSET);
        assertThat(outcome.exitCode()).as("%s", outcome.words()).isZero();
        var made = JsonMapper.shared().readTree(outcome.words());
        assertThat(fetch(made.get("url").asString()).body()).isEqualTo(SENTENCE);
    }

    /** On the same stack. */
    @Test
    @Order(4)
    void a_generated_java_client_takes_the_six_steps() throws Exception {
        assumeTrue(
                GeneratedJavaClient.isPossible(),
                "optional, needs its generator: run with -Pfull-length");
        var words =
                new GeneratedJavaClient(FOLDER.resolve("java"), FOLDER.resolve("credentials"))
                        .run(
                                "http://localhost:" + (8080 + PORT_OFFSET),
                                8097 + PORT_OFFSET,
                                8081 + PORT_OFFSET);
        var made = JsonMapper.shared().readTree(words);
        assertThat(fetch(made.get("url").asString()).body()).isEqualTo(SENTENCE);
    }

    /** On the same stack: whatever another account asks for, with ids of the first one. */
    @Test
    @Order(4)
    void another_account_finds_no_trace_of_the_first() throws Exception {
        var accounts = TwoAccounts.with(StackApi.ofOwner(FOLDER), accelerator);
        accounts.walk();
        accounts.lookForFlows(url, requireNonNull(origin));
    }

    static List<PageCommands> pages() throws IOException {
        return Pages.thatRun();
    }

    private static boolean hasCommand(String name) {
        return Stream.of((System.getenv("PATH") + ":/usr/sbin").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    /** After that kill; and the relay does not need the rest. */
    @Test
    @Order(5)
    void a_killed_stack_forwards_again_and_dead_services_are_restarted() throws Exception {
        requireNonNull(stack).killSupervisor();
        if (OtherMachine.canBeMade()) {
            OtherMachine.remove(); // of a run that was killed
            paste("before", page(OTHER_MACHINE).only(PageCommands.BEFORE));
            stack = LocalStack.startFromSources(FOLDER, "up", "--relays-at=10.77.0.1:9443");
        } else {
            stack = LocalStack.startFromSources(FOLDER, "up");
        }
        awaitForwarding(stack);
        awaitProgrammed(stack);
        historyHasNoGap();
        stack.killChild("provisioning-service");
        assertThat(fetch(url).body()).isEqualTo(SENTENCE);
        stack.killChild("edge-relay");
        awaitForwarding(stack);
        awaitProgrammed(stack);
    }

    /** On the stack that runs since, with a network namespace as another machine. */
    @Test
    @Order(6)
    void a_relay_of_another_machine_joins_serves_and_outlives_its_way_here() throws Exception {
        assumeTrue(
                OtherMachine.canBeMade(),
                "network namespaces: run as root, with iproute2 installed");
        paste("alone", page(OTHER_MACHINE).only(PageCommands.ALONE));
    }

    /** On the same stack, as the last one: services and a relay are killed. */
    @Test
    @Order(7)
    void clients_notice_no_kill_but_that_of_the_relay() throws Exception {
        paste("alone", page("high-availability.md").only(PageCommands.ALONE));
    }

    private static PageCommands page(String name) throws IOException {
        return PageCommands.of(Project.home().resolve("docs/how-to").resolve(name));
    }

    private static void awaitStatus() {
        await().atMost(START)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(
                        () ->
                                assertThat(
                                                distribution.run(
                                                        "status",
                                                        "--data-folder",
                                                        FOLDER.toString(),
                                                        "--port-offset",
                                                        "" + PORT_OFFSET))
                                        .contains("gateway", "ready")
                                        .doesNotContain("down", "starting"));
    }

    private static void awaitForwarding(LocalStack stack) throws Exception {
        await().atMost(START)
                .pollInterval(Duration.ofMillis(500))
                .failFast("the stack ended", () -> !stack.isRunning())
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(() -> assertThat(fetch(url).body()).isEqualTo(SENTENCE));
    }

    private static void awaitProgrammed(LocalStack stack) throws Exception {
        await().atMost(START)
                .pollInterval(Duration.ofMillis(500))
                .failFast("the stack ended", () -> !stack.isRunning())
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(
                        () ->
                                assertThat(
                                                get(FOLDER, "/v1/accelerators/" + accelerator)
                                                        .get("conditions"))
                                        .anyMatch(
                                                condition ->
                                                        condition
                                                                        .get("type")
                                                                        .asString()
                                                                        .equals("Programmed")
                                                                && condition
                                                                        .get("status")
                                                                        .asString()
                                                                        .equals("TRUE")));
    }

    private static void historyHasNoGap() throws Exception {
        var revisions =
                get(FOLDER, "/v1/accelerators/" + accelerator + "/events")
                        .get("items")
                        .valueStream()
                        .map(event -> event.get("revision").asInt())
                        .toList();
        assertThat(revisions)
                .hasSizeGreaterThanOrEqualTo(5)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, revisions.size()).boxed().toList());
    }

    private static JsonNode responseTo(JsonNode document, String path) {
        return document.get("steps")
                .valueStream()
                .filter(step -> step.at("/request/path").asString().equals(path))
                .findFirst()
                .orElseThrow()
                .at("/response/body");
    }
}
