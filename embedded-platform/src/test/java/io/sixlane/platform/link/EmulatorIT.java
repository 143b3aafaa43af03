package io.sixlane.platform.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Datagrams between two namespaces; sender and receiver share this JVM's clock. */
class EmulatorIT {
    private static final double MILLI = 1e6;

    /** IPv6 and UDP. */
    private static final int HEADERS = 48;

    private static final int PORT = 7;

    private Namespace near;
    private Namespace far;
    private Emulator emulator;
    private DatagramChannel sender;
    private DatagramChannel receiver;

    @BeforeEach
    void join() throws IOException {
        Assumptions.assumeTrue(
                Files.isWritable(Path.of("/dev/net/tun")),
                "optional, needs /dev/net/tun and root: run as root on Linux");
        near = Namespace.create("near");
        far = Namespace.create("far");
        emulator = Emulator.start();
        emulator.join(
                "test",
                near,
                far,
                List.of("fd66:1::1/64", "fd66:1::2/64", "10.66.1.1/24", "10.66.1.2/24"));
        sender = near.inside(DatagramChannel::open);
        receiver = far.inside(DatagramChannel::open);
        receiver.setOption(StandardSocketOptions.SO_RCVBUF, 8 << 20);
        receiver.bind(new InetSocketAddress(InetAddress.ofLiteral("::"), PORT));
        sender.connect(new InetSocketAddress(InetAddress.ofLiteral("fd66:1::2"), PORT));
    }

    @AfterEach
    void part() throws IOException {
        for (var each : Arrays.asList(sender, receiver, emulator, near, far)) {
            if (each != null) {
                close(each);
            }
        }
    }

    private static void close(AutoCloseable each) throws IOException {
        try {
            each.close();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    @Test
    void datagrams_arrive_within_a_millisecond_of_the_delay() throws IOException {
        emulator.set("test", "delay=60ms rate=100mbit");
        var delays = delays(300, 100);
        assertThat(median(delays)).isBetween(60.0, 61.0);
        assertThat(delays[delays.length * 9 / 10]).isBetween(60.0, 61.0);
        emulator.set("test>", "delay=10ms");
        assertThat(median(delays(100, 100))).isBetween(10.0, 11.0);
    }

    @Test
    void as_many_datagrams_are_lost_as_set() throws IOException {
        emulator.seed(1);
        emulator.set("test>", "loss=10%");
        var received = receive();
        send(30_000, 100, 0.05 * MILLI);
        var arrived = received.join();
        var counters = Objects.requireNonNull(emulator.counters().get("test>"));
        assertThat(counters.received()).isGreaterThanOrEqualTo(30_000);
        assertThat(counters.lost() / (double) counters.received()).isCloseTo(0.1, within(0.002));
        // Beside the datagrams, the kernel's own few packets use the link.
        assertThat((double) arrived.count()).isCloseTo(30_000.0 - counters.lost(), within(20.0));
    }

    @Test
    void a_bulk_sender_gets_the_rate() throws IOException {
        emulator.set("test>", "rate=40mbit queue=100p delay=5ms");
        var received = receive();
        // 80 Mbit/s for 2 s.
        send(14_000, 1_400, 0.143 * MILLI);
        var arrived = received.join();
        assertThat(arrived.megabits()).isCloseTo(40, within(0.8));
        var counters = Objects.requireNonNull(emulator.counters().get("test>"));
        assertThat(counters.full()).isGreaterThan(5_000);
        assertThat(counters.lost()).isZero();
    }

    @Test
    void a_link_is_cut_and_mended_on_time() throws IOException {
        emulator.at(0.3, "test", "cut");
        emulator.at(0.6, "test>", "mended");
        var began = System.nanoTime();
        var received = receive();
        send(1_000, 100, MILLI);
        var gap = received.join().longestGap();
        // Each command reaches the link's thread within 10 ms.
        assertThat(gap / MILLI).isBetween(289.0, 325.0);
        assertThat((System.nanoTime() - began) / MILLI).isGreaterThan(900);
    }

    @Test
    void invalid_settings_are_refused_and_change_nothing() throws IOException {
        assertThatThrownBy(() -> emulator.set("test", "delay=soon")).hasMessageContaining("soon");
        assertThatThrownBy(() -> emulator.set("other", "cut")).hasMessageContaining("other");
        assertThatThrownBy(() -> emulator.at(1, "test", "loss=x%")).hasMessageContaining("x");
        assertThatThrownBy(() -> emulator.join("test", near, far, List.of()))
                .hasMessageContaining("test");
        assertThat(median(delays(20, 100))).isLessThan(1);
    }

    /** {@code bytes} of payload each, {@code pause} nanoseconds apart. */
    private void send(int count, int bytes, double pause) throws IOException {
        var _ =
                near.inside(
                        () -> {
                            LinuxCalls.sharpenTimers();
                            sendHere(count, bytes, pause);
                            return count;
                        });
    }

    private void sendHere(int count, int bytes, double pause) throws IOException {
        var buffer = ByteBuffer.allocateDirect(bytes);
        var began = System.nanoTime();
        for (var i = 0; i < count; i++) {
            var due = began + (long) (i * pause);
            for (var now = System.nanoTime(); now < due; now = System.nanoTime()) {
                LockSupport.parkNanos(due - now);
            }
            buffer.clear().putLong(0, System.nanoTime());
            sender.write(buffer);
        }
    }

    /** Sorted, in ms, of datagrams sent one after the other. */
    private double[] delays(int count, int bytes) throws IOException {
        return near.inside(
                () -> {
                    // Otherwise a busy host delays this thread, and it looks like the link.
                    LinuxCalls.sharpenTimers();
                    return measuredDelays(count, bytes);
                });
    }

    private double[] measuredDelays(int count, int bytes) throws IOException {
        var buffer = ByteBuffer.allocateDirect(2_000);
        var delays = new double[count];
        for (var i = 0; i < count; i++) {
            sendHere(1, bytes, 0);
            buffer.clear();
            var _ = receiver.receive(buffer);
            delays[i] = (System.nanoTime() - buffer.getLong(0)) / MILLI;
        }
        Arrays.sort(delays);
        return delays;
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }

    /** Receives until nothing has come for half a second. */
    private CompletableFuture<Arrived> receive() {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return far.inside(
                                () -> {
                                    LinuxCalls.sharpenTimers();
                                    return received();
                                });
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private Arrived received() throws IOException {
        receiver.configureBlocking(false);
        var times = new ArrayList<Long>();
        var buffer = ByteBuffer.allocateDirect(2_000);
        var bytes = 0L;
        var last = System.nanoTime();
        while (System.nanoTime() - last < 500 * MILLI) {
            buffer.clear();
            if (receiver.receive(buffer) == null) {
                LockSupport.parkNanos(50_000);
            } else {
                last = System.nanoTime();
                times.add(last);
                bytes += buffer.position() + HEADERS;
            }
        }
        return new Arrived(times, bytes);
    }

    private record Arrived(List<Long> times, long bytes) {
        int count() {
            return times.size();
        }

        double megabits() {
            return bytes * 8 * 1e3 / (times.getLast() - times.getFirst());
        }

        long longestGap() {
            return IntStream.range(1, times.size())
                    .mapToLong(i -> times.get(i) - times.get(i - 1))
                    .max()
                    .orElse(0);
        }
    }
}
