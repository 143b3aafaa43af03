package io.sixlane.relay.endpoint;

import io.sixlane.configuration.relay.RelayStatus.EndpointHealth.State;
import java.net.InetAddress;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * The health of one port of one endpoint, from its check and from connections. Safe for use by
 * several threads.
 */
public final class EndpointCondition {
    private final ConditionChanges changes;
    private final CheckedHealth health;
    private final ConnectTime connectTime = new ConnectTime();
    private volatile Ejection ejection = Ejection.NONE;

    public EndpointCondition(ConditionChanges changes, CheckedHealth health) {
        this.changes = changes;
        this.health = health;
    }

    public Verdict verdict() {
        return health.verdict();
    }

    /** A connection went straight to the endpoint, in that time. */
    public void connected(long connectNanos, long nowNanos) {
        connectTime.measured(connectNanos);
        reached(nowNanos);
    }

    /** A connection reached the endpoint through another relay, so its time shows no distance. */
    public void reached(long nowNanos) {
        if (!ejection.equals(Ejection.NONE)) {
            become(before -> before.connected(nowNanos));
        }
    }

    public void connectFailed(long nowNanos) {
        become(before -> before.failed(nowNanos));
    }

    private synchronized void become(UnaryOperator<Ejection> next) {
        var before = ejection;
        ejection = next.apply(before);
        if (ejection.times() != before.times()) {
            changes.changed();
        }
    }

    public boolean isEjected(long nowNanos) {
        return ejection.isOut(nowNanos);
    }

    /** Moving average of connections, or else of checks; empty before the first. */
    public OptionalLong connectNanos() {
        var own = connectTime.nanos();
        return own.isPresent() ? own : health.connectTime().nanos();
    }

    /** Whether one of its addresses is not kept out by checks. */
    public boolean isHealthy(InetAddress address) {
        return health.isHealthy(address);
    }

    /** Whether checks do not keep the whole endpoint out. */
    public boolean isHealthy() {
        return verdict().state() != State.UNHEALTHY;
    }

    Ejection ejection() {
        return ejection;
    }

    /**
     * Time since the endpoint last recovered from an unhealthy state or ejection; empty if it was
     * never away.
     */
    OptionalLong nanosSinceReturn(long nowNanos) {
        var nanos = Long.MAX_VALUE;
        var recovered = health.recoveredNanos();
        if (recovered != null) {
            nanos = nowNanos - recovered;
        }
        var out = ejection;
        if (out.times() > 0 && !out.isOut(nowNanos)) {
            nanos = Math.min(nanos, nowNanos - out.untilNanos());
        }
        return nanos == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(nanos);
    }
}
