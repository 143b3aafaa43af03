package io.sixlane.relay.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import io.sixlane.configuration.relay.RelayStatus.LaneAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveRelaysTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");
    private static final long SECOND = 1_000_000_000;

    private final LiveRelays relays = new LiveRelays("relay-1", "cn-hongkong");

    @Test
    void a_relay_without_heartbeats_of_others_is_alone() {
        assertThat(relays.serving(List.of("cn-hongkong", "us-west-1"))).isEqualTo(1);
    }

    @Test
    void relays_that_serve_a_region_are_counted() {
        assertThat(relays.received(heartbeat("relay-2", "cn-hongkong"), 0)).isTrue();
        assertThat(relays.received(heartbeat("relay-3", "us-west-1"), 0)).isTrue();

        assertThat(relays.serving(List.of("cn-hongkong"))).isEqualTo(2);
        assertThat(relays.serving(List.of("cn-hongkong", "us-west-1"))).isEqualTo(3);
        assertThat(relays.serving(List.of("eu-central-1"))).isEqualTo(1);
    }

    @Test
    void its_own_heartbeat_and_a_second_one_of_another_change_nothing() {
        assertThat(relays.received(heartbeat("relay-1", "cn-hongkong"), 0)).isFalse();
        relays.received(heartbeat("relay-2", "cn-hongkong"), 0);
        assertThat(relays.received(heartbeat("relay-2", "cn-hongkong"), SECOND)).isFalse();

        assertThat(relays.serving(List.of("cn-hongkong"))).isEqualTo(2);
    }

    @Test
    void silent_relays_are_no_longer_counted() {
        relays.received(heartbeat("relay-2", "cn-hongkong"), 0);
        relays.received(heartbeat("relay-3", "cn-hongkong"), 10 * SECOND);

        assertThat(relays.expire(15 * SECOND)).isFalse();
        assertThat(relays.expire(16 * SECOND)).isTrue();

        assertThat(relays.serving(List.of("cn-hongkong"))).isEqualTo(2);
    }

    @Test
    void relays_that_left_the_fleet_live_no_more_at_once() {
        var lane = new LaneAddress("[2001:db8::3]:7471", "ab".repeat(32));
        relays.received(heartbeat("relay-3", "us-west-1", lane), 0);

        assertThat(relays.forget("relay-2"::equals)).isFalse();
        assertThat(relays.forget("relay-3"::equals)).isTrue();

        assertThat(relays.isLive("relay-3", "us-west-1")).isFalse();
        assertThat(relays.peers()).isEmpty();
    }

    @Test
    void relays_that_accept_lanes_are_peers_while_they_live() {
        var lane = new LaneAddress("[2001:db8::3]:7471", "ab".repeat(32));
        relays.received(heartbeat("relay-2", "us-west-1"), 0);
        relays.received(heartbeat("relay-3", "us-west-1", lane), 0);
        relays.received(heartbeat("relay-1", "cn-hongkong", lane), 0);

        var peer = new Peer("relay-3", "us-west-1", lane.address(), lane.fingerprint());
        assertThat(relays.peers()).isEqualTo(Map.of("relay-3", peer));
        assertThat(relays.peersIn("us-west-1")).containsExactly(peer);
        assertThat(relays.peersIn("cn-hongkong")).isEmpty();

        relays.received(heartbeat("relay-3", "us-west-1"), SECOND);
        assertThat(relays.peers()).isEmpty();
        relays.received(heartbeat("relay-3", "us-west-1", lane), SECOND);
        relays.expire(17 * SECOND);
        assertThat(relays.peers()).isEmpty();
    }

    private static Heartbeat heartbeat(String relay, String region, LaneAddress lane) {
        return new Heartbeat(
                relay, region, NOW, NOW, "native", 1, 1, 0, "KAFKA", List.of(), List.of(), lane);
    }

    static Heartbeat heartbeat(String relay, String region) {
        return new Heartbeat(
                relay, region, NOW, NOW, "portable", 1, 1, 0, "KAFKA", List.of(), List.of(), null);
    }
}
