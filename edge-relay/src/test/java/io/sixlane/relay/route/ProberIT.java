package io.sixlane.relay.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sixlane.relay.fleet.Peer;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Probes between real sockets. */
@Timeout(60)
class ProberIT {
    private static final byte[] KEY = ProbeKey.agreed(new byte[32], new byte[] {1});
    private static final InetSocketAddress ANY =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final Links links = new Links();
    private final Links otherLinks = new Links();
    private final Collection<Peer> peers = new CopyOnWriteArrayList<>();
    private final Prober prober = new Prober(ANY, () -> peers, _ -> true, _ -> true, links);
    private final Prober other = new Prober(ANY, List::of, _ -> true, _ -> true, otherLinks);

    @AfterEach
    void close() {
        prober.close();
        other.close();
    }

    @Test
    void a_link_is_measured_once_both_relays_have_a_key() {
        start();
        assertThat(links.state("relay-2")).isNull();

        share();

        await().untilAsserted(
                        () -> {
                            var measured = links.of("relay-2").state().quality();
                            assertThat(measured).isNotNull();
                            var quality = Objects.requireNonNull(measured);
                            assertThat(quality.p50Millis()).isBetween(0.0, 100.0);
                            assertThat(quality.back().lost()).isZero();
                            assertThat(quality.there().sent()).isGreaterThan(5);
                        });
        assertThat(links.count(Links.Standing.UP)).isEqualTo(1);
    }

    @Test
    void a_peer_that_stops_answering_is_down_within_two_seconds() {
        start();
        share();
        await().until(() -> links.of("relay-2").state().quality() != null);

        other.close();

        await().atMost(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !links.of("relay-2").state().health().up());
        assertThat(links.count(Links.Standing.DOWN)).isEqualTo(1);
    }

    @Test
    void only_authentic_requests_that_are_new_are_answered() throws Exception {
        start();
        otherLinks.keyed("relay-1", KEY);
        var key = new ProbeKey(KEY);
        var request = new ProbeMessage(ProbeMessage.Type.REQUEST, key.number(), 1, 0).write(key);
        var forged = request.clone();
        forged[39] ^= 1;
        try (var socket = new DatagramSocket()) {
            socket.setSoTimeout(300);

            assertThat(ask(socket, request)).hasSize(request.length);
            assertSilent(socket, request);
            assertSilent(socket, forged);
            assertSilent(socket, new byte[0]);
            assertSilent(socket, new byte[40]);
            assertSilent(socket, new byte[1_400]);
            var next = new ProbeMessage(ProbeMessage.Type.REQUEST, key.number(), 2, 0).write(key);
            assertThat(ask(socket, next)).hasSize(next.length);
        }
    }

    @Test
    void a_port_that_is_taken_is_tried_again() throws Exception {
        try (var taken = new DatagramSocket(ANY);
                var late =
                        new Prober(
                                new InetSocketAddress(ANY.getAddress(), taken.getLocalPort()),
                                List::of,
                                _ -> true,
                                _ -> true,
                                links)) {
            late.start();
            await().during(Duration.ofMillis(200)).until(() -> late.bound() == null);

            taken.close();

            await().until(() -> late.bound() != null);
        }
    }

    @Test
    void the_next_process_gets_the_port_of_one_that_drains() {
        start();
        var port = Objects.requireNonNull(other.bound());
        other.release();

        try (var next = new Prober(port, List::of, _ -> true, _ -> true, links)) {
            next.start();
            await().until(() -> next.bound() != null);
        }
    }

    private void start() {
        prober.start();
        other.start();
        await().until(() -> prober.bound() != null && other.bound() != null);
        var bound = Objects.requireNonNull(other.bound());
        var lane =
                "%s:%s"
                        .formatted(
                                bound.getAddress().getHostAddress(),
                                Integer.toString(bound.getPort()));
        peers.add(new Peer("relay-2", "us-west-1", lane, "00"));
    }

    private void share() {
        links.keyed("relay-2", KEY);
        otherLinks.keyed("relay-1", KEY);
    }

    private byte[] ask(DatagramSocket socket, byte[] message) throws Exception {
        socket.send(new DatagramPacket(message, message.length, other.bound()));
        var answer = new DatagramPacket(new byte[2_000], 2_000);
        socket.receive(answer);
        return Arrays.copyOf(answer.getData(), answer.getLength());
    }

    private void assertSilent(DatagramSocket socket, byte[] message) {
        assertThatThrownBy(() -> ask(socket, message)).isInstanceOf(SocketTimeoutException.class);
    }
}
