package io.sixlane.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortsTest {
    private static final InetAddress ONE = InetAddress.ofLiteral("::1");
    private static final InetAddress OTHER = InetAddress.ofLiteral("127.0.0.1");
    private static final int ASKED = 50;

    @Test
    void a_port_is_handed_out_once_though_nobody_opened_it() {
        var ports = new HashSet<Integer>();
        for (var i = 0; i < ASKED; i++) {
            assertThat(ports.add(FreePorts.next())).isTrue();
        }
        assertThat(ports).allMatch(port -> port >= 21_000 && port < 30_000);
    }

    @Test
    void a_port_that_is_open_at_one_address_or_for_one_protocol_is_left_out() throws IOException {
        var free = new FreePorts(20_500, 4 * ASKED);
        var streams = new ArrayList<ServerSocket>();
        var datagrams = new ArrayList<DatagramSocket>();
        try {
            for (var i = 0; i < ASKED; i++) {
                datagrams.add(new DatagramSocket(free.take(), OTHER));
                streams.add(new ServerSocket(free.take(), 1, ONE));
            }
            // From the first one again, past those that are open now.
            var handedOut = IntStream.range(0, 4 * ASKED).map(_ -> free.take()).boxed().toList();
            assertThat(handedOut)
                    .doesNotContainAnyElementsOf(
                            streams.stream().map(ServerSocket::getLocalPort).toList())
                    .doesNotContainAnyElementsOf(
                            datagrams.stream().map(DatagramSocket::getLocalPort).toList());
        } finally {
            for (var stream : streams) {
                stream.close();
            }
            datagrams.forEach(DatagramSocket::close);
        }
    }

    /** A process inherits the sockets that are open when it starts. */
    @Test
    void a_port_can_be_opened_at_once_while_processes_start() throws Exception {
        var stop = new AtomicBoolean();
        var starting = Thread.ofPlatform().start(() -> startProcesses(stop));
        try {
            for (var i = 0; i < 500; i++) {
                new DatagramSocket(FreePorts.next(), OTHER).close();
            }
        } finally {
            stop.set(true);
            starting.join();
        }
    }

    private static void startProcesses(AtomicBoolean stop) {
        while (!stop.get()) {
            try {
                new ProcessBuilder("true").start().waitFor();
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void a_port_of_another_process_is_left_out_until_that_process_ends() throws Exception {
        var free = new FreePorts(20_400, 1);
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var other =
                new ProcessBuilder(
                                java,
                                "-cp",
                                System.getProperty("java.class.path"),
                                OtherProcess.class.getName())
                        .start();
        assertThat(other.inputReader().readLine()).isEqualTo("20400");
        assertThatThrownBy(free::take).hasMessage("No port from 20400 on is free");
        other.outputWriter().close();
        assertThat(other.waitFor()).isZero();
        assertThat(free.take()).isEqualTo(20_400);
    }

    static final class OtherProcess {
        private OtherProcess() {}

        @SuppressWarnings("SystemOut")
        static void main() throws IOException {
            System.out.println(new FreePorts(20_400, 1).take());
            System.in.read();
        }
    }
}
