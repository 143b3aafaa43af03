package io.sixlane.benchmarks.propagation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.testsupport.TestIdentity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** Asks provisioning as a script does. */
final class BenchClient implements AutoCloseable {
    private static final String AUTHORIZATION = TestIdentity.bearer(Preload.ACCOUNT, "EDITOR");

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** About how exact the time until a listener accepts is. */
    private static final long CONNECT_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** Above the preloaded ones, below those that the system gives to clients. */
    private static final int FIRST_PORT = 20_000;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    BenchClient(int port) {
        this.port = port;
    }

    int port() {
        return port;
    }

    /**
     * @param check throws when waiting has no sense any more
     */
    void awaitReady(Duration atMost, Runnable check) throws InterruptedException {
        await(atMost, check, () -> status("/actuator/health/readiness") == 200);
    }

    void awaitProgrammed(int accelerator, Duration atMost, Runnable check)
            throws InterruptedException {
        await(
                atMost,
                check,
                () ->
                        get("/v1/accelerators/%s/convergence".formatted(Preload.id(accelerator)))
                                .path("programmed")
                                .asBoolean());
    }

    Change addListener(int accelerator, int number) throws IOException, InterruptedException {
        var path = "/v1/accelerators/" + Preload.id(accelerator);
        var listening = FIRST_PORT + number;
        var stream =
                http.send(
                        request(path + "/convergence/stream").build(),
                        BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(stream.body(), UTF_8))) {
            var revision = next(lines).path("desiredRevision").asLong() + 1;
            var accepting = CompletableFuture.supplyAsync(() -> accepted(listening));
            var body =
                    """
                    {"name":"bench","protocol":"TCP","ports":[{"from":%1$s,"to":%1$s}],\
                    "clientAffinity":"NONE"}\
                    """
                            .formatted(listening);
            var answer =
                    http.send(
                            request(path + "/listeners")
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(body, UTF_8))
                                    .build(),
                            BodyHandlers.ofString(UTF_8));
            var answered = System.nanoTime();
            var answeredAt = Instant.now();
            if (answer.statusCode() != 201) {
                throw new IOException(answer.statusCode() + " " + answer.body());
            }
            JsonNode state;
            do {
                state = next(lines);
            } while (!state.path("programmed").asBoolean()
                    || state.path("desiredRevision").asLong() < revision);
            var programmed = System.nanoTime() - answered;
            return new Change(
                    programmed,
                    Math.max(0, Duration.between(answeredAt, lastApplied(state)).toNanos()),
                    Math.max(0, accepting.join() - answered));
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private static Instant lastApplied(JsonNode convergence) {
        return convergence
                .path("relays")
                .valueStream()
                .map(relay -> Instant.parse(relay.path("appliedAt").asString()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static JsonNode next(BufferedReader lines) throws IOException {
        while (true) {
            var line = lines.readLine();
            if (line == null) {
                throw new IOException("the stream of convergence ended");
            }
            if (line.startsWith("data:")) {
                return ConfigurationJson.mapper().readTree(line.substring("data:".length()));
            }
        }
    }

    /** When the first relay accepted, by the clock of {@link System#nanoTime}. */
    private static long accepted(int port) {
        var address = new InetSocketAddress(InetAddress.ofLiteral(Preload.address(0)), port);
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try (var socket = new Socket()) {
                socket.connect(address, 1_000);
                return System.nanoTime();
            } catch (IOException _) {
                LockSupport.parkNanos(CONNECT_AGAIN_NANOS);
            }
        }
        throw new IllegalStateException("%s does not accept".formatted(address));
    }

    private interface Probe {
        boolean holds() throws IOException, InterruptedException;
    }

    private static void await(Duration atMost, Runnable check, Probe probe)
            throws InterruptedException {
        var end = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < end) {
            check.run();
            try {
                if (probe.holds()) {
                    return;
                }
            } catch (IOException _) {
                // not up yet
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        throw new IllegalStateException("not ready within " + atMost);
    }

    private int status(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.discarding()).statusCode();
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return ConfigurationJson.mapper()
                .readTree(http.send(request(path).build(), BodyHandlers.ofString(UTF_8)).body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .header("Authorization", AUTHORIZATION);
    }
}
