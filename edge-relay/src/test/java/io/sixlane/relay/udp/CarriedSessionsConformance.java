package io.sixlane.relay.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sixlane.relay.forward.BoundSocket;
import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.lane.DatagramRefusal;
import io.sixlane.relay.udp.UdpPathConformance.DatagramRoute;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sessions over other relays, when these relays or the network between them go wrong. */
@Timeout(60)
abstract class CarriedSessionsConformance {
    private static final List<String> OVER = List.of("relay-1");
    private static final List<String> AROUND = List.of("relay-2", "relay-1");
    private static final List<String> DIRECT = List.of();
    private static final UdpSettings SETTINGS = new UdpSettings(Duration.ofSeconds(30), 1, 100);

    private final Map<DropCause, Integer> drops = new ConcurrentHashMap<>();
    private final List<DatagramRoute> routes = new CopyOnWriteArrayList<>();
    private CarryingPath relays;

    abstract UdpPath path(UdpSettings settings, DropObserver drops);

    CarriedSessionsConformance() {
        relays = opened(1, List.of(OVER, DIRECT));
    }

    private CarryingPath opened(int others, List<List<String>> ways) {
        try {
            return new CarryingPath(
                    others,
                    1,
                    ways,
                    () ->
                            path(
                                    SETTINGS,
                                    (cause, count) -> drops.merge(cause, count, Integer::sum)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void close() {
        relays.close();
    }

    private BoundSocket bind(DatagramOrigin origin) throws IOException {
        return relays.bind(
                new InetSocketAddress(CarryingPath.LOOPBACK, 0),
                (local, client) -> {
                    var route =
                            new DatagramRoute(
                                    local,
                                    client,
                                    List.of(CompletableFuture.completedFuture(origin.address())),
                                    new byte[0]);
                    routes.add(route);
                    return route;
                });
    }

    /** Returns when what the ingress sends to the egress goes that way. */
    private void goThrough(Tap tap) {
        relays.misdirect(0, 1, tap.address());
        await().until(() -> !tap.forwarded.isEmpty());
    }

    /** Returns when the ingress has found that the egress does not answer. */
    private void awaitDown() {
        await().untilAsserted(() -> assertThat(relays.counts.paths).hasValue(0));
    }

    private List<String> way(int session) throws Exception {
        return routes.get(session).upstream.get(10, TimeUnit.SECONDS).way();
    }

    /** Asks until there is an answer: datagrams may be lost meanwhile. */
    private static void askUntilAnswered(DatagramClient client, byte payload) {
        await().pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(
                        () -> {
                            client.send(new byte[] {payload});
                            return client.receive(100)[0] == payload;
                        });
    }

    @Test
    void what_the_egress_does_not_have_configured_goes_directly_at_once() throws Exception {
        relays.refuses = true;
        try (var origin = DatagramOrigin.echo();
                var bound = bind(origin);
                var client = new DatagramClient(bound.address())) {
            assertThat(client.ask((byte) 1)).containsExactly(1);
            assertThat(way(0)).isEqualTo(DIRECT);
            assertThat(drops).isEmpty();
        }
    }

    @Test
    void what_was_forged_cut_or_repeated_reaches_no_endpoint() throws Exception {
        try (var tap = new Tap(relays.address(1));
                var origin = DatagramOrigin.echo();
                var bound = bind(origin);
                var client = new DatagramClient(bound.address())) {
            goThrough(tap);
            for (var i = 0; i < 50; i++) {
                assertThat(client.ask((byte) i)).containsExactly(i);
            }
            assertThat(way(0)).isEqualTo(OVER);
            var seen = List.copyOf(tap.forwarded);
            assertThat(seen).hasSizeGreaterThan(50);
            relays.counts.refused.clear();
            var random = new Random(7);
            for (var datagram : seen) {
                tap.send(datagram);
                tap.send(Arrays.copyOf(datagram, random.nextInt(datagram.length)));
                var changed = datagram.clone();
                changed[25 + random.nextInt(datagram.length - 25)] ^= 1;
                changed[24] ^= 0x40; // a number that did not come yet
                tap.send(changed);
                var garbage = new byte[random.nextInt(1_500)];
                random.nextBytes(garbage);
                tap.send(garbage);
            }
            await().untilAsserted(
                            () ->
                                    assertThat(total(relays.counts.refused))
                                            .isGreaterThanOrEqualTo(4 * seen.size()));
            assertThat(relays.counts.refused)
                    .containsKeys(
                            DatagramRefusal.REPLAYED,
                            DatagramRefusal.FORGED,
                            DatagramRefusal.MALFORMED);
            assertThat(relays.counts.refused.get(DatagramRefusal.REPLAYED))
                    .isGreaterThanOrEqualTo(seen.size());
            assertThat(client.ask((byte) 99)).containsExactly(99);
            assertThat(origin.received()).hasSize(51);
            assertThat(routes).hasSize(1);
        }
    }

    private static int total(Map<DatagramRefusal, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** A stranger gets nothing back, whatever it sends. */
    @Test
    void nothing_is_answered_that_no_key_has_sealed() throws Exception {
        try (var stranger = new DatagramSocket(0, CarryingPath.LOOPBACK)) {
            stranger.setSoTimeout(300);
            var bytes = new byte[1_200];
            bytes[0] = 1;
            for (var i = 0; i < 100; i++) {
                ByteBuffer.wrap(bytes).putLong(1, i);
                stranger.send(new DatagramPacket(bytes, bytes.length, relays.address(1)));
            }
            await().untilAsserted(
                            () ->
                                    assertThat(relays.counts.refused)
                                            .containsEntry(DatagramRefusal.UNKNOWN_KEY, 100));
            assertThatThrownBy(() -> stranger.receive(new DatagramPacket(bytes, bytes.length)))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_datagram_too_long_for_another_relay_is_dropped_and_counted() throws Exception {
        try (var origin = DatagramOrigin.echo();
                var bound = bind(origin);
                var client = new DatagramClient(bound.address())) {
            assertThat(client.ask((byte) 1)).containsExactly(1);
            client.send(new byte[65_480]);
            await().untilAsserted(() -> assertThat(drops).containsEntry(DropCause.NOT_SENT, 1));
            assertThat(client.ask((byte) 2)).containsExactly(2);
            assertThat(routes).hasSize(1);
        }
    }

    @Test
    void a_session_goes_on_directly_when_its_egress_is_silent_and_over_it_when_it_is_back()
            throws Exception {
        try (var tap = new Tap(relays.address(1));
                var origin = DatagramOrigin.echo();
                var bound = bind(origin);
                var client = new DatagramClient(bound.address());
                var later = new DatagramClient(bound.address())) {
            goThrough(tap);
            assertThat(client.ask((byte) 1)).containsExactly(1);
            tap.losesOneOf = 1;
            askUntilAnswered(client, (byte) 2);
            assertThat(routes.getFirst().closed)
                    .isCompletedWithValue(DisconnectCause.ENDPOINT_RESET);
            assertThat(way(1)).isEqualTo(DIRECT);
            tap.losesOneOf = 0;
            await().untilAsserted(() -> assertThat(relays.counts.paths).hasValue(1));
            assertThat(later.ask((byte) 3)).containsExactly(3);
            assertThat(way(2)).isEqualTo(OVER);
            assertThat(client.ask((byte) 4)).containsExactly(4); // keeps its way
            assertThat(routes).hasSize(3);
        }
    }

    @Test
    void a_restarted_egress_is_used_again_as_soon_as_a_lane_brings_a_key() throws Exception {
        try (var origin = DatagramOrigin.echo();
                var bound = bind(origin);
                var client = new DatagramClient(bound.address());
                var later = new DatagramClient(bound.address())) {
            assertThat(client.ask((byte) 1)).containsExactly(1);
            relays.restart(1);
            awaitDown();
            askUntilAnswered(client, (byte) 2);
            assertThat(way(1)).isEqualTo(DIRECT);
            relays.agree(0, 1);
            await().untilAsserted(() -> assertThat(relays.counts.paths).hasValue(1));
            assertThat(later.ask((byte) 3)).containsExactly(3);
            assertThat(way(2)).isEqualTo(OVER);
        }
    }

    @Test
    void a_draining_egress_keeps_its_sessions_and_takes_no_more() throws Exception {
        try (var origin = DatagramOrigin.echo();
                var bound = bind(origin);
                var client = new DatagramClient(bound.address());
                var later = new DatagramClient(bound.address())) {
            assertThat(client.ask((byte) 1)).containsExactly(1);
            relays.listening(1).close();
            assertThat(later.ask((byte) 2)).containsExactly(2);
            assertThat(way(1)).isEqualTo(DIRECT);
            assertThat(client.ask((byte) 3)).containsExactly(3);
            assertThat(routes).hasSize(2);
            assertThat(drops).isEmpty();
        }
    }

    @Test
    void an_ingress_that_ends_leaves_no_session_behind() throws Exception {
        try (var origin = DatagramOrigin.echo();
                var bound = bind(origin);
                var client = new DatagramClient(bound.address())) {
            assertThat(client.ask((byte) 1)).containsExactly(1);
            assertThat(relays.carried).hasValue(1);
            relays.path(0).close();
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(relays.carried).hasValue(0));
        }
    }

    /** The egress ends it, so the ingress does; the next datagram begins another one. */
    @Test
    void an_egress_that_ends_lets_the_session_go_on_directly() throws Exception {
        try (var origin = DatagramOrigin.echo();
                var bound = bind(origin);
                var client = new DatagramClient(bound.address())) {
            assertThat(client.ask((byte) 1)).containsExactly(1);
            relays.path(1).close();
            assertThat(routes.getFirst().closed.get(1, TimeUnit.SECONDS))
                    .isEqualTo(DisconnectCause.ENDPOINT_RESET);
            awaitDown();
            askUntilAnswered(client, (byte) 2);
            assertThat(way(1)).isEqualTo(DIRECT);
        }
    }

    /** An answer and its question each cross a path that loses a fifth of them. */
    @Test
    void a_small_session_on_a_path_that_loses_is_carried_twice_and_loses_nothing()
            throws Exception {
        relays.close();
        relays = opened(2, List.of(OVER, AROUND));
        try (var tap = new Tap(relays.address(1));
                var origin = DatagramOrigin.echo();
                var bound = bind(origin);
                var client = new DatagramClient(bound.address())) {
            goThrough(tap);
            askUntilAnswered(client, (byte) 1);
            for (var i = 0; i < 300; i++) {
                client.send(new byte[] {2});
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(4));
            }
            assertThat(relays.counts.copies).as("without loss").hasValue(0);
            tap.losesOneOf = 5;
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(5))
                    .until(
                            () -> {
                                client.send(new byte[] {3});
                                return relays.counts.copies.get() > 0;
                            });
            drain(client);
            var before = origin.received().size();
            for (var i = 0; i < 100; i++) {
                assertThat(client.ask((byte) i)).containsExactly(i);
            }
            assertThat(origin.received()).hasSize(before + 100);
            assertThat(origin.senders()).containsOnly(origin.senders().getFirst());
            assertThat(way(0)).isEqualTo(OVER);
            tap.losesOneOf = 0;
            assertThat(routes).hasSize(1);
        }
    }

    /** Receives what still arrives. */
    private static void drain(DatagramClient client) {
        try {
            while (true) {
                client.receive(200);
            }
        } catch (IOException _) {
            // silent
        }
    }
}
