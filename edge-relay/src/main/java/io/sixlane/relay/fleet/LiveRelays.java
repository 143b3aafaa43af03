package io.sixlane.relay.fleet;

import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import io.sixlane.configuration.relay.RelayStatus.LaneAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which relays live, this one always. A limit that is set for an accelerator or a region is shared
 * evenly among the relays that serve it. Safe for several threads.
 *
 * <p>While heartbeats cannot be read the last known fleet stands: an outage of Kafka must not
 * multiply what each relay lets through.
 */
public final class LiveRelays {
    /** Seven heartbeats. */
    static final Duration SILENCE = Duration.ofSeconds(15);

    private final String self;
    private final String region;
    private final Map<String, Seen> others = new HashMap<>();
    private volatile Map<String, Integer> byRegion;
    private volatile Runnable onChange = () -> {};

    private volatile Map<String, Peer> peers = Map.of();

    private record Seen(String region, @Nullable LaneAddress lane, long nanos) {}

    /** Alone so far. */
    public LiveRelays(String self, String region) {
        this.self = self;
        this.region = region;
        this.byRegion = Map.of(region, 1);
    }

    /** Runs {@code observer} whenever the number of relays in some region changed. */
    public void onChange(Runnable observer) {
        onChange = observer;
    }

    /**
     * Whether that changed how many relays live in some region.
     *
     * @param nanos when it was received, on a clock that never goes back
     */
    public synchronized boolean received(Heartbeat heartbeat, long nanos) {
        if (heartbeat.relayId().equals(self)) {
            return false;
        }
        others.put(heartbeat.relayId(), new Seen(heartbeat.region(), heartbeat.lane(), nanos));
        return counted();
    }

    /** Forgets who was silent too long; whether that changed how many live in some region. */
    public synchronized boolean expire(long nanos) {
        others.values().removeIf(seen -> nanos - seen.nanos() > SILENCE.toNanos());
        return counted();
    }

    /** Forgets relays at once; whether that changed how many live in some region. */
    public synchronized boolean forget(Predicate<String> gone) {
        others.keySet().removeIf(gone);
        return counted();
    }

    private boolean counted() {
        var accepting = new HashMap<String, Peer>();
        others.forEach(
                (id, seen) -> {
                    if (seen.lane() != null) {
                        accepting.put(id, peer(id, seen.region(), seen.lane()));
                    }
                });
        if (!accepting.equals(peers)) {
            peers = Map.copyOf(accepting);
        }
        var counts = new HashMap<String, Integer>();
        counts.put(region, 1);
        others.values().forEach(seen -> counts.merge(seen.region(), 1, Integer::sum));
        if (counts.equals(byRegion)) {
            return false;
        }
        byRegion = Map.copyOf(counts);
        onChange.run();
        return true;
    }

    private static Peer peer(String id, String region, LaneAddress lane) {
        return new Peer(id, region, lane.address(), lane.fingerprint());
    }

    /** Ids of the other relays, whether they accept lanes or not. */
    public synchronized Set<String> others() {
        return Set.copyOf(others.keySet());
    }

    /** Whether that other relay, of that region, lives. */
    public synchronized boolean isLive(String id, String region) {
        var seen = others.get(id);
        return seen != null && seen.region().equals(region);
    }

    /** The region of this relay. */
    public String region() {
        return region;
    }

    /** Live relays that accept lanes, by id, without this one. */
    public Map<String, Peer> peers() {
        return peers;
    }

    /** Those of {@link #peers} in that region, by id. */
    public List<Peer> peersIn(String region) {
        return peers.values().stream()
                .filter(peer -> peer.region().equals(region))
                .sorted(Comparator.comparing(Peer::id))
                .toList();
    }

    /** How many relays serve these regions, this one included: at least 1. */
    public int serving(Collection<String> regions) {
        var counts = byRegion;
        var relays = 0;
        for (var each : regions) {
            relays += counts.getOrDefault(each, 0);
        }
        return Math.max(1, relays);
    }
}
