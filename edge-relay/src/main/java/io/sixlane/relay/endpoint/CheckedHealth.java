package io.sixlane.relay.endpoint;

import io.sixlane.configuration.relay.RelayStatus.EndpointHealth.State;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The results of one endpoint's checks, per address. An endpoint is healthy while one of its
 * addresses is. Written by one thread, read by any.
 */
public final class CheckedHealth {
    private final ConditionChanges changes;
    private final ConnectTime connectTime = new ConnectTime();
    private volatile Map<InetAddress, Verdict> addresses = Map.of();
    private volatile Verdict verdict;
    private volatile @Nullable Long recoveredNanos;

    public CheckedHealth(ConditionChanges changes, Instant now) {
        this.changes = changes;
        this.verdict = Verdict.unknown(now);
    }

    public Verdict verdict() {
        return verdict;
    }

    public void passed(
            InetAddress address, long connectNanos, int threshold, Instant now, long nowNanos) {
        connectTime.measured(connectNanos);
        put(address, of(address, now).passed(threshold, now), now, nowNanos);
    }

    public void failed(
            InetAddress address, String reason, int threshold, Instant now, long nowNanos) {
        put(address, of(address, now).failed(reason, threshold, now), now, nowNanos);
    }

    /** The endpoint has no address to check. */
    public void unresolved(String reason, int threshold, Instant now, long nowNanos) {
        addresses = Map.of();
        become(verdict.failed(reason, threshold, now), nowNanos);
    }

    /** Forgets all other addresses. */
    public void retain(Collection<InetAddress> resolved, Instant now, long nowNanos) {
        if (!resolved.containsAll(addresses.keySet())) {
            var left = new LinkedHashMap<>(addresses);
            left.keySet().retainAll(resolved);
            addresses = left;
            if (!left.isEmpty()) {
                become(joined(left, now), nowNanos);
            }
        }
    }

    private Verdict of(InetAddress address, Instant now) {
        var held = addresses.get(address);
        return held == null ? Verdict.unknown(now) : held;
    }

    private void put(InetAddress address, Verdict next, Instant now, long nowNanos) {
        var all = new LinkedHashMap<>(addresses);
        all.put(address, next);
        addresses = all;
        become(joined(all, now), nowNanos);
    }

    /** The best of them; the reason is that of an address that is out, or else that fails. */
    private Verdict joined(Map<InetAddress, Verdict> all, Instant now) {
        Verdict best = null;
        String reason = null;
        for (var one : all.values()) {
            if (best == null || rank(one.state()) > rank(best.state())) {
                best = one;
            }
            if (one.reason() != null && (reason == null || one.state() == State.UNHEALTHY)) {
                reason = one.reason();
            }
        }
        if (best == null || all.size() == 1) {
            return best == null ? verdict : best;
        }
        var since = best.state() == verdict.state() ? verdict.since() : now;
        return new Verdict(best.state(), reason, since, 0);
    }

    private static int rank(State state) {
        return switch (state) {
            case HEALTHY -> 2;
            case UNKNOWN -> 1;
            case UNHEALTHY -> 0;
        };
    }

    private void become(Verdict next, long nowNanos) {
        var before = verdict;
        if (before.state() == State.UNHEALTHY && next.state() == State.HEALTHY) {
            recoveredNanos = nowNanos; // before the state shows
        }
        verdict = next;
        if (before.state() != next.state() || !Objects.equals(before.reason(), next.reason())) {
            changes.changed();
        }
    }

    /** Whether checks do not keep an address out. */
    boolean isHealthy(InetAddress address) {
        var held = addresses.get(address);
        return held == null || held.state() != State.UNHEALTHY;
    }

    ConnectTime connectTime() {
        return connectTime;
    }

    /** When it last came back, by the monotonic clock; null if it never was away. */
    @Nullable Long recoveredNanos() {
        return recoveredNanos;
    }
}
