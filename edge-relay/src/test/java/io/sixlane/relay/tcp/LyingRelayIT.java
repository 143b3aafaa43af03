package io.sixlane.relay.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.relay.forward.CarriedFlow;
import io.sixlane.relay.lane.FrameHeader;
import io.sixlane.relay.lane.FrameType;
import io.sixlane.relay.lane.Open;
import io.sixlane.relay.lane.Opened;
import io.sixlane.relay.lane.Refusal;
import io.sixlane.relay.tcp.linux.NativeTcpPath;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A relay that breaks the protocol costs its own lane, and no flow of another one. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class LyingRelayIT {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("::1");
    private static final byte[] NOTHING = {};

    private LanePath path;

    @BeforeEach
    void start() throws Exception {
        path =
                new LanePath(
                        1,
                        List.of(List.of(LanePath.id(1)), List.of()),
                        PathFixture.settings(Duration.ofMinutes(1)),
                        NativeTcpPath::new,
                        _ -> null);
    }

    @AfterEach
    void close() {
        path.close();
    }

    /** What one end of a lane sends by hand. */
    private interface Lie {
        void tell(Frames frames) throws IOException;
    }

    /** Frames by hand. */
    private record Frames(Socket socket, DataInputStream in, DataOutputStream out) {
        Frames(Socket socket) throws IOException {
            this(
                    socket,
                    new DataInputStream(socket.getInputStream()),
                    new DataOutputStream(socket.getOutputStream()));
        }

        void send(FrameType type, int flow, byte[] payload) throws IOException {
            out.writeLong(new FrameHeader(type, flow, payload.length).bits());
            out.write(payload);
        }

        /** The first frame of that type, after those of other types. */
        FrameHeader await(FrameType type) throws IOException {
            while (true) {
                var header = FrameHeader.read(in.readLong());
                in.skipNBytes(header.length());
                if (header.type() == type) {
                    return header;
                }
            }
        }
    }

    private static byte[] open() {
        var flow = new CarriedFlow(UUID.randomUUID(), "ga-1", 1, "lsr-1", 80, "epg-1", "no", 0);
        return new Open(flow, null, null, NOTHING, "").write();
    }

    private static byte[] opened() {
        return new Opened(null, null, 1).write();
    }

    private static Arguments lie(String name, Lie lie) {
        return Arguments.of(name, lie);
    }

    static Stream<Arguments> lies_of_an_ingress() {
        return Stream.of(
                lie("bytes of no flow", f -> f.send(FrameType.DATA, 1, new byte[1])),
                lie("OPENED", f -> f.send(FrameType.OPENED, 1, opened())),
                lie("REFUSED", f -> f.send(FrameType.REFUSED, 1, Refusal.FAILED.write())),
                lie("an empty OPEN", f -> f.send(FrameType.OPEN, 1, NOTHING)),
                lie("OPEN of 4,097 bytes", f -> f.out.writeLong(bits(FrameType.OPEN, 4_097))),
                lie(
                        "DATA of 1 MiB and a byte",
                        f -> f.out.writeLong(bits(FrameType.DATA, 1 << 20 | 1))),
                lie("a negative length", f -> f.out.writeLong(bits(FrameType.DATA, -1))),
                lie("an unknown type", f -> f.out.writeLong(0x7fL << 56)),
                lie("an HTTP request", f -> f.out.writeBytes("GET / HTTP/1.1\r\n\r\n")),
                lie(
                        "two flows at once",
                        f -> {
                            f.send(FrameType.OPEN, 1, open());
                            f.send(FrameType.OPEN, 2, open());
                        }),
                lie(
                        "bytes after END",
                        f -> {
                            f.send(FrameType.OPEN, 1, open());
                            f.send(FrameType.END, 1, NOTHING);
                            f.send(FrameType.DATA, 1, new byte[1]);
                        }),
                lie(
                        "bytes after RESET",
                        f -> {
                            f.send(FrameType.OPEN, 1, open());
                            f.await(FrameType.REFUSED);
                            f.send(FrameType.RESET, 1, NOTHING);
                            f.send(FrameType.DATA, 1, new byte[1]);
                        }),
                lie(
                        "half a header, and its end",
                        f -> {
                            f.out.writeInt(0);
                            f.socket.shutdownOutput();
                        }));
    }

    private static long bits(FrameType type, int length) {
        return new FrameHeader(type, 1, 0).bits() | Integer.toUnsignedLong(length);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies_of_an_ingress")
    void a_lying_ingress_loses_its_lane(String name, Lie lie) throws Exception {
        try (var socket = new Socket(LOOPBACK, path.listening(1).address().getPort())) {
            socket.setSoTimeout(10_000);
            try {
                lie.tell(new Frames(socket));
            } catch (SocketException _) {
                // closed before the end of it
            }
            assertThat(isClosed(socket)).as(name).isTrue();
        }
        echoes(5);
    }

    private static boolean isClosed(Socket socket) throws IOException {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketException _) {
            return true;
        }
    }

    static Stream<Arguments> lies_of_an_egress() {
        return Stream.of(
                lie("bytes before OPENED", f -> f.send(FrameType.DATA, flow(f), new byte[9])),
                lie("an empty OPENED", f -> f.send(FrameType.OPENED, flow(f), NOTHING)),
                lie(
                        "OPENED twice",
                        f -> {
                            var flow = flow(f);
                            f.send(FrameType.OPENED, flow, opened());
                            f.send(FrameType.OPENED, flow, opened());
                        }),
                lie("END before OPENED", f -> f.send(FrameType.END, flow(f), NOTHING)),
                lie(
                        "a cause that is none",
                        f -> f.send(FrameType.REFUSED, flow(f), new byte[] {99})),
                lie("REFUSED without a cause", f -> f.send(FrameType.REFUSED, flow(f), NOTHING)),
                lie("RESET", f -> f.send(FrameType.RESET, flow(f), NOTHING)),
                lie("OPEN", f -> f.send(FrameType.OPEN, flow(f), open())),
                lie("an unknown type", f -> f.out.writeLong(0x7fL << 56)),
                lie("GOAWAY", f -> f.send(FrameType.GOAWAY, 0 * flow(f), NOTHING)),
                lie("its end", f -> f.socket.close()));
    }

    private static int flow(Frames frames) throws IOException {
        return frames.await(FrameType.OPEN).flow();
    }

    /** The client gets an answer by the next way or is reset, before it would time out. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("lies_of_an_egress")
    void a_lying_egress_costs_its_flow_at_most(String name, Lie lie) throws Exception {
        var sockets = new ArrayList<Socket>();
        try (var egress = new ServerSocket(0, 50, LOOPBACK);
                var origin = Origin.echo();
                var bound =
                        path.bind(
                                new InetSocketAddress(LOOPBACK, 0),
                                (_, _) -> new RecordingRoute(origin.address()))) {
            path.misdirect(1, (InetSocketAddress) egress.getLocalSocketAddress());
            Thread.startVirtualThread(
                    () -> {
                        while (!egress.isClosed()) {
                            try {
                                var socket = egress.accept();
                                sockets.add(socket);
                                Thread.startVirtualThread(() -> tell(lie, socket));
                            } catch (IOException _) {
                                return;
                            }
                        }
                    });
            try (var client = new Socket(LOOPBACK, bound.address().getPort())) {
                client.setSoTimeout(10_000);
                client.getOutputStream().write('a');
                assertThat(client.getInputStream().read()).as(name).isEqualTo('a');
            } catch (SocketException reset) {
                assertThat(reset).hasMessageContaining("reset");
            }
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    private static void tell(Lie lie, Socket socket) {
        try {
            lie.tell(new Frames(socket));
            if (!socket.isClosed()) {
                socket.getInputStream().readAllBytes();
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void echoes(int count) throws Exception {
        try (var origin = Origin.echo();
                var bound =
                        path.bind(
                                new InetSocketAddress(LOOPBACK, 0),
                                (_, _) -> new RecordingRoute(origin.address()))) {
            for (var i = 0; i < count; i++) {
                try (var client = new Socket(LOOPBACK, bound.address().getPort())) {
                    client.setSoTimeout(5_000);
                    client.getOutputStream().write('a');
                    assertThat(client.getInputStream().read()).isEqualTo('a');
                }
            }
            assertThat(path.counts.flows.get()).isGreaterThanOrEqualTo(2 * count);
        }
    }

    /** A lane that breaks after its OPEN arrived may have brought the client's bytes. */
    @Test
    void bytes_that_may_have_arrived_are_not_sent_again() throws Exception {
        try (var egress = new ServerSocket(0, 50, LOOPBACK);
                var origin = Origin.echo();
                var bound =
                        path.bind(
                                new InetSocketAddress(LOOPBACK, 0),
                                (_, _) -> new RecordingRoute(origin.address()))) {
            path.misdirect(1, (InetSocketAddress) egress.getLocalSocketAddress());
            var arrived = new CompletableFuture<byte[]>();
            Thread.startVirtualThread(
                    () -> {
                        try (var socket = egress.accept()) {
                            var frames = new Frames(socket);
                            frames.await(FrameType.DATA);
                            arrived.complete(NOTHING);
                        } catch (IOException e) {
                            arrived.completeExceptionally(e);
                        }
                    });
            try (var client = new Socket(LOOPBACK, bound.address().getPort())) {
                client.setSoTimeout(5_000);
                client.getOutputStream().write('a');
                arrived.join();
                PathFixture.assertReset(client);
            }
            assertThat(origin.outcome()).isNotDone();
        }
    }

    /** Resets come faster than pings, and the other relay's last frame of each flow after its. */
    @Test
    void a_lane_of_many_resets_is_pinged() throws Exception {
        var pinged = new CompletableFuture<Integer>();
        try (var egress = new ServerSocket(0, 50, LOOPBACK);
                var bound =
                        path.bind(
                                new InetSocketAddress(LOOPBACK, 0),
                                (_, _) ->
                                        new RecordingRoute(
                                                (InetSocketAddress)
                                                        egress.getLocalSocketAddress()))) {
            path.misdirect(1, (InetSocketAddress) egress.getLocalSocketAddress());
            Thread.startVirtualThread(() -> serve(egress, pinged));
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(200))
                    .until(
                            () -> {
                                try (var client = new Socket(LOOPBACK, bound.address().getPort())) {
                                    client.getOutputStream().write('a');
                                    client.setSoLinger(true, 0);
                                }
                                return pinged.isDone();
                            });
        }
        assertThat(pinged.join()).isGreaterThan(10);
    }

    private static void serve(ServerSocket egress, CompletableFuture<Integer> pinged) {
        while (!egress.isClosed()) {
            try {
                var socket = egress.accept();
                Thread.startVirtualThread(() -> answer(socket, pinged));
            } catch (IOException _) {
                return;
            }
        }
    }

    /** Opens and ends flows as it is asked to, until a lane that carried some of them is pinged. */
    private static void answer(Socket socket, CompletableFuture<Integer> pinged) {
        try (socket) {
            var frames = new Frames(socket);
            for (var flows = 0; ; ) {
                var header = FrameHeader.read(frames.in.readLong());
                frames.in.skipNBytes(header.length());
                switch (header.type()) {
                    case OPEN -> {
                        flows++;
                        frames.send(FrameType.OPENED, header.flow(), opened());
                    }
                    case END, RESET -> frames.send(FrameType.END, header.flow(), NOTHING);
                    case PING -> {
                        frames.send(FrameType.PONG, 0, NOTHING);
                        if (flows > 10) {
                            pinged.complete(flows);
                        }
                    }
                    default -> {}
                }
            }
        } catch (IOException _) {
            // closed
        }
    }
}
