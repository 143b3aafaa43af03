package io.sixlane.relay.endpoint;

import io.sixlane.configuration.relay.RelayStatus.EndpointHealth.State;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one health check finds, for all who look at it. Written by one thread, read by any. */
public final class CheckedHealth {
    private final ConditionChanges changes;
    private final ConnectTime connectTime = new ConnectTime();
    private volatile Verdict verdict;
    private volatile @Nullable Long recoveredNanos;

    public CheckedHealth(ConditionChanges changes, Instant now) {
        this.changes = changes;
        this.verdict = Verdict.unknown(now);
    }

    public Verdict verdict() {
        return verdict;
    }

    public void passed(long connectNanos, int threshold, Instant now, long nowNanos) {
        connectTime.measured(connectNanos);
        if (verdict.state() == State.UNHEALTHY) {
            recoveredNanos = nowNanos; // before it shows, meaningless if it does not
        }
        become(verdict.passed(threshold, now));
    }

    public void failed(String reason, int threshold, Instant now) {
        become(verdict.failed(reason, threshold, now));
    }

    private void become(Verdict next) {
        var before = verdict;
        verdict = next;
        if (before.state() != next.state() || !Objects.equals(before.reason(), next.reason())) {
            changes.changed();
        }
    }

    ConnectTime connectTime() {
        return connectTime;
    }

    /** When it last came back, by the monotonic clock; null if it never was away. */
    @Nullable Long recoveredNanos() {
        return recoveredNanos;
    }
}
