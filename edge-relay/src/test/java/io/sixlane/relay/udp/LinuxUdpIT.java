package io.sixlane.relay.udp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.relay.forward.Admission;
import io.sixlane.relay.forward.Route;
import io.sixlane.relay.linux.DatagramCalls;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class LinuxUdpIT extends UdpPathConformance {
    @Override
    UdpPath path(UdpSettings settings, DropObserver drops) {
        return new LinuxUdpPath(settings, drops);
    }

    /** Java's own sockets neither send nor receive one. */
    @Test
    void an_empty_datagram_is_forwarded_both_ways() throws IOException {
        try (var arena = Arena.ofShared()) {
            var calls = new DatagramCalls(arena);
            var batch = new ReceiveBatch(arena);
            var origin =
                    calls.bound(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), true);
            var address = calls.localAddress(origin);
            try (var bound = bind("::1", address);
                    var client = new SegmentingClient(bound.address())) {
                client.send(1, 0, 0);
                await().until(() -> batch.receive(calls, origin), count -> count == 1);
                assertThat(batch.length(0)).isZero();
                var relay = new FlowKey();
                batch.read(0, relay, address.getPort());
                var answers = new SendBatch(calls, (_, _) -> {}, arena);
                answers.add(() -> origin, new byte[0], batch.address(0), 0, 0, relay, false);
                answers.flush();
                assertThat(client.receive()).isEmpty();
            } finally {
                calls.close(origin);
            }
        }
    }

    @Test
    void ipv4_clients_reach_ipv4_listeners() throws IOException {
        try (var origin = DatagramOrigin.echo();
                var bound = bind("127.0.0.1", origin.address());
                var client = new DatagramClient(bound.address())) {
            assertThat(client.ask((byte) 7)).containsExactly(7);
            assertThat(routes().getFirst().client).isEqualTo(client.address());
        }
    }

    /** A client connected to its address hears from no other: so the answer left from there. */
    @Test
    void one_socket_answers_from_whatever_address_was_asked() throws IOException {
        try (var origin = DatagramOrigin.echo();
                var bound = bind("0.0.0.0", origin.address())) {
            for (var address : List.of("127.0.0.1", "127.3.2.1")) {
                var accelerated =
                        new InetSocketAddress(
                                InetAddress.ofLiteral(address), bound.address().getPort());
                try (var client = new DatagramClient(accelerated)) {
                    assertThat(client.ask((byte) 7)).containsExactly(7);
                }
                assertThat(routes().getLast().local).isEqualTo(accelerated);
            }
        }
    }

    /** Datagrams that the kernel joins and cuts again, with and without headers between them. */
    @Test
    void joined_datagrams_are_cut_where_they_were() throws IOException {
        for (var header : List.of(new byte[0], "0123456789".getBytes(UTF_8))) {
            try (var origin = DatagramOrigin.echo();
                    var bound =
                            bind(
                                    List.of(CompletableFuture.completedFuture(origin.address())),
                                    header);
                    var client = new SegmentingClient(bound.address())) {
                // More would not fit the origin's receive buffer when they come in one call.
                client.send(50, 1_000, 333);
                for (var i = 0; i < 50; i++) {
                    var answer = client.receive();
                    assertThat(answer).hasSize(header.length + (i == 49 ? 333 : 1_000));
                    assertThat(Arrays.copyOf(answer, header.length)).isEqualTo(header);
                    assertThat(answer[header.length]).isEqualTo((byte) i);
                }
                assertThat(drops()).isEmpty();
            }
        }
    }

    @Test
    void a_session_that_cannot_be_resumed_blocks_no_adopted_socket() throws IOException {
        try (var arena = Arena.ofShared();
                var origin = DatagramOrigin.echo()) {
            var calls = new DatagramCalls(arena);
            var any = new InetSocketAddress(InetAddress.ofLiteral("::1"), 0);
            var listening = calls.bound(any, true);
            var address = calls.localAddress(listening);
            var bound =
                    path().adopt(
                                    address,
                                    List.of(listening),
                                    new Admission() {
                                        @Override
                                        public Route admit(
                                                InetSocketAddress local, InetSocketAddress from) {
                                            return new DatagramRoute(
                                                    local,
                                                    from,
                                                    List.of(
                                                            CompletableFuture.completedFuture(
                                                                    origin.address())),
                                                    new byte[0]);
                                        }

                                        @Override
                                        public Route readmit(
                                                InetSocketAddress local,
                                                InetSocketAddress from,
                                                String destination) {
                                            throw new IllegalStateException("for the test");
                                        }
                                    });
            try (bound;
                    var client = new DatagramClient(address)) {
                path().inherit(
                                List.of(
                                        held(calls, address, -1, ""),
                                        held(calls, address, 0, "nowhere"),
                                        held(calls, address, 99, "nowhere")));
                assertThat(client.ask((byte) 1)).containsExactly(1);
            }
        }
    }

    private static InheritedSession held(
            DatagramCalls calls, InetSocketAddress accelerated, int listener, String destination)
            throws IOException {
        var client = new InetSocketAddress(InetAddress.ofLiteral("::1"), 1_000 + listener);
        return new InheritedSession(
                client, accelerated, listener, destination, calls.connected(accelerated, 0));
    }

    @Test
    void sessions_that_the_next_process_did_not_take_continue() throws IOException {
        try (var origin = DatagramOrigin.echo();
                var bound = bind("::1", origin.address());
                var client = new DatagramClient(bound.address());
                var later = new DatagramClient(bound.address())) {
            assertThat(client.ask((byte) 1)).containsExactly(1);
            var handed = path().handOver();
            assertThat(handed.sessions())
                    .singleElement()
                    .satisfies(
                            session -> {
                                assertThat(session.client()).isEqualTo(client.address());
                                assertThat(session.accelerated()).isEqualTo(bound.address());
                            });
            client.send(new byte[] {2});
            later.send(new byte[] {3});
            assertThat(origin.received()).hasSize(1);
            handed.takeBack();
            assertThat(client.receive()).containsExactly(2);
            assertThat(later.receive()).containsExactly(3);
            assertThat(origin.senders().stream().distinct()).hasSize(2);
        }
    }
}
