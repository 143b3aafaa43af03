package io.sixlane.relay.linux;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The loopback interface delivers a SYN on the processor that sent it. */
@EnabledOnOs(OS.LINUX)
class ProcessorChoiceTest {
    private static final int CONNECTIONS = 20;

    private final Arena arena = Arena.ofShared();
    private final SocketCalls calls = new SocketCalls(arena, arena.allocate(CLibrary.CAPTURED));
    private final SocketOptions options =
            new SocketOptions(arena, arena.allocate(CLibrary.CAPTURED));
    private final List<Integer> listening = new ArrayList<>();
    private final List<Socket> clients = new ArrayList<>();
    private final int[] cpus = Affinity.allowed();
    private InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral("::1"), 0);

    @BeforeEach
    void listen() throws Exception {
        for (var socket = 0; socket < 2; socket++) {
            var descriptor = Errno.checked(calls.openStream(address));
            listening.add(descriptor);
            Errno.checked(options.reusePort(descriptor));
            Errno.checked(calls.bind(descriptor, address));
            address = requireNonNull(calls.localAddress(descriptor));
            Errno.checked(calls.listen(descriptor, 100));
        }
    }

    @AfterEach
    void close() throws Exception {
        for (var client : clients) {
            client.close();
        }
        listening.forEach(this::close);
        arena.close();
    }

    @Test
    void connections_go_to_the_socket_of_the_processor_that_received_them() throws Exception {
        assumeTrue(cpus.length > 1, "two processors");
        Errno.checked(options.chooseByProcessor(listening.getFirst(), cpus[1], cpus[0]));
        connectOn(cpus[0]);
        assertThat(accepted()).containsExactly(0, CONNECTIONS);
        connectOn(cpus[1]);
        assertThat(accepted()).containsExactly(CONNECTIONS, 0);
    }

    @Test
    void connections_of_other_processors_go_to_any() throws Exception {
        Errno.checked(options.chooseByProcessor(listening.getFirst(), 9_000, 9_001));
        connectOn(cpus[0]);
        assertThat(accepted().stream().mapToInt(Integer::intValue).sum()).isEqualTo(CONNECTIONS);
    }

    private void connectOn(int cpu) throws InterruptedException {
        Pinned.start(
                        cpu,
                        () -> {
                            for (var number = 0; number < CONNECTIONS; number++) {
                                clients.add(connected());
                            }
                        })
                .join();
    }

    private Socket connected() {
        try {
            return new Socket(address.getAddress(), address.getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By each socket, of the connections that wait. */
    private List<Integer> accepted() {
        return listening.stream().map(this::accepted).toList();
    }

    private int accepted(int descriptor) {
        var count = 0;
        for (var next = calls.accept(descriptor); next >= 0; next = calls.accept(descriptor)) {
            close(next);
            count++;
        }
        return count;
    }

    private void close(int descriptor) {
        CLibrary.close(descriptor, arena.allocate(CLibrary.CAPTURED));
    }
}
