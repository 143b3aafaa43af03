package io.sixlane.benchmarks.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sixlane.configuration.json.ConfigurationJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances of every service behind the gateway, under load: each is restarted in turn, as for
 * an upgrade, then one of each is killed -9. No request fails, and every credit counts once.
 */
@Timeout(1_800)
class RollingRestartIT {
    private static final Path HOME = Path.of(System.getProperty("sixlane.home", ".."));
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final List<String> READS =
            List.of(
                    "/v1/me",
                    "/v1/regions",
                    "/v1/accelerators",
                    "/v1/metrics/accelerators/ga-1",
                    "/v1/account/balance");
    private static final int CALLERS = 4;

    private final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger credited = new AtomicInteger();

    @Test
    void no_request_fails_and_no_credit_is_lost_or_doubled(
            @TempDir Path folder, TestReporter figures) throws Exception {
        assumeTrue(
                Boolean.getBoolean("sixlane.many"),
                "optional, takes minutes: run with -Pfull-length");
        try (var pairs = PairsOfServices.start(HOME, folder);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var ended = new AtomicBoolean();
            try {
                for (var caller = 0; caller < CALLERS; caller++) {
                    callers.execute(() -> call(pairs, ended));
                }
                awaitAnswered(200);
                for (var name : PairsOfServices.NAMES) {
                    for (var instance : pairs.instances(name)) {
                        instance.restart();
                        awaitAnswered(50);
                        assertThat(failed).as("restart of %s", name).isEmpty();
                    }
                }
                figures.publishEntry("answered over eight restarts", answered.toString());
                for (var name : PairsOfServices.NAMES) {
                    var instance = pairs.instances(name).get(1);
                    instance.killAndRestart();
                    awaitAnswered(100);
                    instance.awaitReady();
                    assertThat(failed).as("kill of %s", name).isEmpty();
                }
            } finally {
                ended.set(true);
                callers.shutdown();
                assertThat(callers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
            }
            figures.publishEntry("answered, and four kills", answered.toString());
            figures.publishEntry("credits", credited.toString());
            assertThat(failed).isEmpty();
            var balance =
                    ConfigurationJson.mapper()
                            .readTree(send(pairs, get("/v1/account/balance")).body());
            assertThat(balance.at("/amounts/0/minorUnits").asInt()).isEqualTo(credited.get());
        }
    }

    /** What only reads, and one change with a key, in turns. */
    private void call(PairsOfServices pairs, AtomicBoolean ended) {
        for (var turn = 0; !ended.get(); turn++) {
            var next = turn % (READS.size() + 1);
            if (next < READS.size()) {
                var path = READS.get(next);
                var _ = succeeds(pairs, path, get(path));
            } else if (succeeds(pairs, "a credit", credit())) {
                credited.incrementAndGet();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private boolean succeeds(PairsOfServices pairs, String what, HttpRequest.Builder request) {
        try {
            var answer = send(pairs, request);
            if (answer.statusCode() == 200) {
                answered.incrementAndGet();
                return true;
            }
            failed.add("%s: %s %s".formatted(what, answer.statusCode(), answer.body()));
        } catch (IOException e) {
            failed.add(what + ": " + e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private static HttpResponse<String> send(PairsOfServices pairs, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        var built = request.header("Authorization", pairs.authorization()).build();
        return HTTP.send(
                HttpRequest.newBuilder(built, (_, _) -> true)
                        .uri(URI.create(pairs.url() + built.uri().getPath()))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost" + path))
                .timeout(Duration.ofSeconds(30));
    }

    private static HttpRequest.Builder credit() {
        return get("/v1/accounts/local/credits")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString("{\"currency\":\"USD\",\"minorUnits\":1}"));
    }

    private void awaitAnswered(int more) {
        var end = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        var wanted = answered.get() + more;
        while (answered.get() < wanted && failed.isEmpty()) {
            assertThat(System.nanoTime()).as("few were answered").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
