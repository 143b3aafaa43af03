package io.sixlane.relay.report;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** The relay's meters; no tenant is a tag. */
@Component
public final class RelayMeters {
    /** Open relayed connections. */
    static final String CONNECTIONS_ACTIVE = "sixlane.relay.connections.active";

    /** Open flows that other relays handed over. */
    static final String CARRIED_ACTIVE = "sixlane.relay.carried.active";

    /** Bytes of flows that other relays handed over, both directions together. */
    static final String CARRIED_BYTES = "sixlane.relay.carried.bytes";

    /** Bytes, by {@code direction}: in (from clients), out. */
    static final String BYTES = "sixlane.relay.bytes";

    /** Seconds to connect to an endpoint. */
    static final String CONNECT_DURATION = "sixlane.relay.connect.duration";

    /** Ended or refused connections, by {@code cause}. */
    static final String DISCONNECTS = "sixlane.relay.disconnects";

    /** Datagrams that went nowhere, by {@code cause}. */
    static final String DATAGRAMS_DROPPED = "sixlane.relay.datagrams.dropped";

    /** Accelerator revisions applied. */
    static final String REVISION_APPLIED = "sixlane.configuration.revision.applied";

    /** Steps that failed. */
    static final String APPLY_FAILURES = "sixlane.configuration.apply.failures";

    /** Records of the log that this relay cannot read; each time that they are read. */
    static final String RECORDS_NOT_UNDERSTOOD = "sixlane.configuration.records.not.understood";

    /** Seconds to make of an image what runs. */
    static final String RECONCILE_DURATION = "sixlane.configuration.reconcile.duration";

    /** Seconds from a change's {@code occurredAt} to its being applied. */
    static final String LAG = "sixlane.configuration.lag";

    private final MeterRegistry registry;
    private final AtomicLong active = new AtomicLong();
    private final AtomicLong carried = new AtomicLong();
    private final Counter bytesCarried;
    private final Counter bytesIn;
    private final Counter bytesOut;
    private final Timer connect;
    private final Counter applied;
    private final Counter failures;
    private final Counter notUnderstood;
    private final Timer reconcile;
    private final DistributionSummary lag;

    /** The registry takes longer to find one than a short connection may cost. */
    private final Map<Enum<?>, Counter> disconnects = new ConcurrentHashMap<>();

    public RelayMeters(MeterRegistry registry) {
        this.registry = registry;
        registry.gauge(CONNECTIONS_ACTIVE, active);
        registry.gauge(CARRIED_ACTIVE, carried);
        this.bytesCarried = registry.counter(CARRIED_BYTES);
        this.bytesIn = registry.counter(BYTES, "direction", "in");
        this.bytesOut = registry.counter(BYTES, "direction", "out");
        this.connect = registry.timer(CONNECT_DURATION);
        this.applied = registry.counter(REVISION_APPLIED);
        this.failures = registry.counter(APPLY_FAILURES);
        this.notUnderstood = registry.counter(RECORDS_NOT_UNDERSTOOD);
        this.reconcile = registry.timer(RECONCILE_DURATION);
        this.lag = DistributionSummary.builder(LAG).baseUnit("seconds").register(registry);
    }

    public void opened() {
        active.incrementAndGet();
    }

    public void closed(Enum<?> cause) {
        active.decrementAndGet();
        disconnected(cause);
    }

    /** A connection that was never relayed. */
    public void refused(Enum<?> cause) {
        disconnected(cause);
    }

    public void datagramsDropped(Enum<?> cause, int count) {
        registry.counter(DATAGRAMS_DROPPED, "cause", cause.name().toLowerCase(Locale.ROOT))
                .increment(count);
    }

    private void disconnected(Enum<?> cause) {
        disconnects
                .computeIfAbsent(
                        cause,
                        _ ->
                                registry.counter(
                                        DISCONNECTS,
                                        "cause",
                                        cause.name().toLowerCase(Locale.ROOT)))
                .increment();
    }

    public void bytesIn(int count) {
        bytesIn.increment(count);
    }

    public void bytesOut(int count) {
        bytesOut.increment(count);
    }

    public void connected(long nanos) {
        connect.record(Duration.ofNanos(nanos));
    }

    public void applied(Duration sinceOccurred) {
        applied.increment();
        lag.record(Math.max(0, sinceOccurred.toNanos()) / 1e9);
    }

    public void reconciled(long nanos) {
        reconcile.record(Duration.ofNanos(nanos));
    }

    public void recordNotUnderstood() {
        notUnderstood.increment();
    }

    public void failed() {
        failures.increment();
    }

    /** A flow that another relay handed over is carried from here on. */
    public void carriedOpened() {
        carried.incrementAndGet();
    }

    public void carriedClosed() {
        carried.decrementAndGet();
    }

    /** Bytes of flows that other relays handed over. */
    public void carried(int count) {
        bytesCarried.increment(count);
    }

    /** Connections of clients, and flows that other relays handed over. */
    public long openFlows() {
        return active.get() + carried.get();
    }

    public long connectionsActive() {
        return active.get();
    }
}
