package io.sixlane.relay;

import static io.sixlane.relay.listener.Fixtures.accelerator;
import static io.sixlane.relay.listener.Fixtures.listener;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.platform.FreePorts;
import io.sixlane.relay.tcp.Origin;
import io.sixlane.relay.udp.DatagramClient;
import io.sixlane.relay.udp.DatagramOrigin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections and sessions come and go, 50 a second each, for {@code sixlane.long-run.minutes}; a
 * leak of descriptors or memory fails it. Run by the profile {@code long-run}, not by CI.
 */
@Timeout(value = 1, unit = TimeUnit.DAYS)
class LongRun {
    private static final Logger log = LoggerFactory.getLogger(LongRun.class);
    private static final Duration LENGTH =
            Duration.ofMillis(
                    (long)
                            (60_000
                                    * Double.parseDouble(
                                            System.getProperty("sixlane.long-run.minutes", "30"))));
    private static final int SAMPLES = Math.clamp(LENGTH.toSeconds() / 5, 6, 120);
    private static final int PAUSE_MILLIS = 20;
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("::1");

    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong sessions = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final List<Sample> samples = new ArrayList<>();

    /**
     * @param descriptors open ones
     * @param liveBytes on the heap, after a collection
     * @param residentKb of the whole process
     */
    private record Sample(long descriptors, long liveBytes, long residentKb) {
        private static Sample of(long pid) throws Exception {
            try (var open = Files.list(Path.of("/proc/%s/fd".formatted(pid)))) {
                return new Sample(open.count(), liveBytes(pid), residentKb(pid));
            }
        }

        /** The last line of a histogram reads {@code Total 123 4567}. */
        private static long liveBytes(long pid) throws Exception {
            var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
            var process =
                    new ProcessBuilder(jcmd, String.valueOf(pid), "GC.class_histogram").start();
            try (var lines = process.inputReader()) {
                var words =
                        lines.lines()
                                .filter(line -> line.startsWith("Total"))
                                .findFirst()
                                .orElseThrow()
                                .split("\\s+");
                return Long.parseLong(words[2]);
            } finally {
                process.waitFor();
            }
        }

        private static long residentKb(long pid) throws IOException {
            try (var lines = Files.lines(Path.of("/proc/%s/status".formatted(pid)))) {
                return lines.filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow();
            }
        }
    }

    @Test
    void descriptors_and_memory_stay_flat(@TempDir Path folder) throws Exception {
        var port = FreePorts.next();
        try (var origin = Origin.echo();
                var datagrams = DatagramOrigin.answering(bytes -> bytes)) {
            LoneRelay.save(
                    folder,
                    accelerator(
                            "ga-1",
                            1,
                            "::1",
                            1_000,
                            10_000,
                            listener("lsr-1", port, origin.port()),
                            brief(listener("lsr-2", port, datagrams.port()))));
            var http = FreePorts.next();
            try (var relay = new LoneRelay(folder, http, "auto")) {
                relay.awaitLine("listener bound");
                run(relay.pid(), port);
                printMeters(http);
            }
        }
        judge();
    }

    /** Why connections ended and datagrams went nowhere. */
    private static void printMeters(int http) throws IOException {
        var meters = URI.create("http://127.0.0.1:%s/actuator/prometheus".formatted(http));
        try (var text = meters.toURL().openStream()) {
            new String(text.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("sixlane_relay_d"))
                    .forEach(log::info);
        }
    }

    /** Of UDP, with sessions that end after a second. */
    private static Listener brief(Listener tcp) {
        return new Listener(
                tcp.id(),
                tcp.name(),
                Protocol.UDP,
                tcp.ports(),
                tcp.clientAffinity(),
                tcp.endpointGroups(),
                null,
                1,
                null,
                null);
    }

    private void run(long pid, int port) {
        var pace = Executors.newSingleThreadScheduledExecutor();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var _ =
                    pace.scheduleAtFixedRate(
                            () -> {
                                clients.execute(() -> connection(port));
                                clients.execute(() -> session(port));
                            },
                            0,
                            PAUSE_MILLIS,
                            TimeUnit.MILLISECONDS);
            await().atMost(LENGTH.multipliedBy(2))
                    .pollInterval(LENGTH.dividedBy(SAMPLES))
                    .until(() -> sample(pid) == SAMPLES || !failures.isEmpty());
        } finally {
            pace.shutdownNow();
        }
    }

    private int sample(long pid) throws Exception {
        var sample = Sample.of(pid);
        samples.add(sample);
        log.atInfo()
                .addKeyValue("descriptors", sample.descriptors())
                .addKeyValue("liveKb", sample.liveBytes() / 1024)
                .addKeyValue("residentKb", sample.residentKb())
                .addKeyValue("connections", connections)
                .addKeyValue("sessions", sessions)
                .log("sample {}", samples.size());
        return samples.size();
    }

    private void connection(int port) {
        var number = connections.incrementAndGet();
        try (var client = new Socket(LOOPBACK, port)) {
            client.setSoTimeout(20_000);
            client.getOutputStream().write(new byte[(int) (number % 50) * 1_000 + 1]);
            if (number % 5 == 0) {
                client.setSoLinger(true, 0); // ends by a reset, whatever is under way
            } else {
                client.shutdownOutput();
                assertThat(client.getInputStream().readAllBytes())
                        .hasSize((int) (number % 50) * 1_000 + 1);
            }
        } catch (IOException | AssertionError e) {
            failures.add(e);
        }
    }

    /** A datagram may be lost anywhere, so each is asked twice. */
    private void session(int port) {
        sessions.incrementAndGet();
        try (var client = new DatagramClient("::1", port)) {
            try {
                assertThat(client.ask(new byte[] {7})).isEqualTo(new byte[] {7});
            } catch (SocketTimeoutException _) {
                unanswered.incrementAndGet();
                log.info("a datagram was not answered");
                assertThat(client.ask(new byte[] {8})).isEqualTo(new byte[] {8});
            }
        } catch (IOException | AssertionError e) {
            failures.add(e);
        }
    }

    /** The first third is warming up. Resident memory has the heap's free part in it. */
    private void judge() {
        assertThat(failures).isEmpty();
        assertThat(unanswered.get()).isLessThan(1 + sessions.get() / 1_000);
        var descriptors = trend("descriptors", Sample::descriptors);
        var live = trend("bytes live on the heap", Sample::liveBytes);
        var resident = trend("KB resident", Sample::residentKb);
        assertThat(descriptors.rise()).isLessThan(0.05 * descriptors.mean());
        assertThat(live.rise()).isLessThan(0.03 * live.mean());
        assertThat(resident.rise()).isLessThan(0.05 * resident.mean());
        assertThat(connections.get() + sessions.get())
                .isGreaterThan(LENGTH.toMillis() / PAUSE_MILLIS);
    }

    private Trend trend(String what, ToLongFunction<Sample> figure) {
        var trend =
                new Trend(
                        samples.subList(SAMPLES / 3, samples.size()).stream()
                                .map(figure::applyAsLong)
                                .toList());
        log.atInfo()
                .addKeyValue("mean", Math.round(trend.mean()))
                .addKeyValue("rise", Math.round(trend.rise()))
                .log("{} in the last two thirds of {}", what, LENGTH);
        return trend;
    }
}
