package io.sixlane.relay.report;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.relay.lane.DatagramRefusal;
import io.sixlane.relay.lane.LaneObserver;
import io.sixlane.relay.lane.Refusal;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** The meters of lanes to and from other relays. */
@Component
public final class LaneMeters implements LaneObserver {
    /** Open lanes, whichever side connected them. */
    static final String OPEN = "sixlane.relay.lanes.open";

    /** Lanes that this relay connected and that wait for a flow. */
    static final String IDLE = "sixlane.relay.lanes.idle";

    /** Lanes that were opened. */
    static final String OPENED = "sixlane.relay.lanes.opened";

    /** Lanes to other relays that could not be opened. */
    static final String FAILED = "sixlane.relay.lanes.failed";

    /** Flows on lanes, by {@code lane}: new, reused. */
    static final String FLOWS = "sixlane.relay.lanes.flows";

    /** Flows that other relays did not take for reasons of their own, by {@code cause}. */
    static final String REFUSED = "sixlane.relay.lanes.refused";

    /** Bytes that only keep lanes warm. */
    static final String PADDING = "sixlane.relay.lanes.padding";

    /** 1 while the kernel closes the windows of idle lanes. */
    static final String COLD = "sixlane.relay.lanes.cold";

    /** UDP sessions handed over to other relays. */
    static final String SESSIONS = "sixlane.relay.lanes.sessions";

    /** Datagrams that went by a second way too. */
    static final String COPIES = "sixlane.relay.lanes.copies";

    /** Event loops whose datagrams reach another relay, for each relay. */
    static final String PATHS = "sixlane.relay.lanes.datagram.paths";

    /** Datagrams dropped at the port of datagrams, by {@code cause}. */
    static final String DATAGRAMS_REFUSED = "sixlane.relay.lanes.datagrams.refused";

    private final AtomicLong paths = new AtomicLong();
    private final AtomicLong cold = new AtomicLong();
    private final AtomicLong open = new AtomicLong();
    private final AtomicLong idle = new AtomicLong();
    private final Map<Refusal, Counter> refused = new EnumMap<>(Refusal.class);
    private final Map<DatagramRefusal, Counter> datagrams = new EnumMap<>(DatagramRefusal.class);
    private final Counter sessions;
    private final Counter copies;
    private final Counter opened;
    private final Counter failed;
    private final Counter flows;
    private final Counter reused;
    private final Counter padding;

    public LaneMeters(MeterRegistry registry) {
        registry.gauge(OPEN, open);
        registry.gauge(IDLE, idle);
        registry.gauge(COLD, cold);
        registry.gauge(PATHS, paths);
        this.sessions = registry.counter(SESSIONS);
        this.copies = registry.counter(COPIES);
        for (var cause : DatagramRefusal.values()) {
            var name = cause.name().toLowerCase(Locale.ROOT);
            datagrams.put(cause, registry.counter(DATAGRAMS_REFUSED, "cause", name));
        }
        this.opened = registry.counter(OPENED);
        this.failed = registry.counter(FAILED);
        this.flows = registry.counter(FLOWS, "lane", "new");
        this.reused = registry.counter(FLOWS, "lane", "reused");
        this.padding = registry.counter(PADDING);
        for (var cause : Refusal.values()) {
            if (cause.failure() == null) {
                var name = cause.name().toLowerCase(Locale.ROOT);
                refused.put(cause, registry.counter(REFUSED, "cause", name));
            }
        }
    }

    public void cold(boolean is) {
        cold.set(is ? 1 : 0);
    }

    @Override
    public void opened() {
        open.incrementAndGet();
        opened.increment();
    }

    @Override
    public void closed() {
        open.decrementAndGet();
    }

    @Override
    public void failed() {
        failed.increment();
    }

    @Override
    public void idle(int change) {
        idle.addAndGet(change);
    }

    @Override
    public void flow(boolean again) {
        (again ? reused : flows).increment();
    }

    @Override
    public void refused(Refusal cause) {
        var counter = refused.get(cause);
        if (counter != null) {
            counter.increment();
        }
    }

    @Override
    public void padding(int bytes) {
        padding.increment(bytes);
    }

    @Override
    public void session() {
        sessions.increment();
    }

    @Override
    public void copied() {
        copies.increment();
    }

    @Override
    public void datagramPath(int change) {
        paths.addAndGet(change);
    }

    @Override
    public void datagramRefused(DatagramRefusal cause) {
        var counter = datagrams.get(cause);
        if (counter != null) {
            counter.increment();
        }
    }
}
