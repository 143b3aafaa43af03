package io.sixlane.benchmarks.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.benchmarks.propagation.Preload;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.testsupport.TestIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Renames accelerators over HTTP, from as many threads as call it. Every attempt has a name of its
 * own, so the log shows the outcome of each.
 */
final class Writers implements AutoCloseable {
    /** Answers of a service that cannot now: many others write, or something is away. */
    private static final Set<Integer> LATER = Set.of(409, 500, 503);

    private static final String AUTHORIZATION = TestIdentity.bearer(Preload.ACCOUNT, "EDITOR");

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long MOST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final List<Integer> ports;
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Set<String> unsure = ConcurrentHashMap.newKeySet();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();

    /**
     * @param ports of instances of provisioning; an attempt that failed continues with the next one
     */
    Writers(List<Integer> ports) {
        this.ports = List.copyOf(ports);
    }

    /**
     * Tries until it is accepted.
     *
     * @return nanoseconds from the first attempt on
     */
    long rename(AcceleratorId id) throws InterruptedException {
        var began = System.nanoTime();
        while (true) {
            var attempt = number.incrementAndGet();
            var name = "attempt-" + attempt;
            if (isAccepted(id, name, ports.get(attempt % ports.size()))) {
                accepted.add(name);
                return System.nanoTime() - began;
            }
            unsure.add(name);
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MOST_PAUSE_NANOS));
        }
    }

    /** Names that were answered with 200: each is in the log, once. */
    Set<String> accepted() {
        return Collections.unmodifiableSet(accepted);
    }

    /** Names that got another answer or none: each may be in the log, once. */
    Set<String> unsure() {
        return Collections.unmodifiableSet(unsure);
    }

    /** The most requests that were under way at the same time. */
    int mostInFlight() {
        return mostInFlight.get();
    }

    private boolean isAccepted(AcceleratorId id, String name, int port)
            throws InterruptedException {
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        try {
            var answer = http.send(rename(id, name, port), BodyHandlers.ofString(UTF_8));
            if (answer.statusCode() != 200 && !LATER.contains(answer.statusCode())) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            return answer.statusCode() == 200;
        } catch (IOException _) {
            return false;
        } finally {
            inFlight.decrementAndGet();
        }
    }

    private static HttpRequest rename(AcceleratorId id, String name, int port) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%s/v1/accelerators/%s".formatted(port, id)))
                .timeout(PATIENCE)
                .header("Authorization", AUTHORIZATION)
                .header("Content-Type", "application/json")
                .method(
                        "PATCH",
                        HttpRequest.BodyPublishers.ofString(
                                "{\"name\":\"%s\"}".formatted(name), UTF_8))
                .build();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
