package io.sixlane.relay.route;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.relay.route.Choice.Reason;
import java.util.Locale;

/** The meters of links and routes; no tenant is a tag. */
final class RouteMeters {
    /** Choices that changed, by {@code cause}: first, better, down, lossy, only. */
    static final String CHANGES = "sixlane.relay.route.changes";

    /** Links to other relays, by {@code state}: up, down, unmeasured. */
    static final String LINKS = "sixlane.relay.links";

    private final MeterRegistry registry;

    RouteMeters(MeterRegistry registry, Links links) {
        this.registry = registry;
        for (var state : Links.Standing.values()) {
            Gauge.builder(LINKS, links, found -> found.count(state))
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    void changed(Reason reason) {
        registry.counter(CHANGES, "cause", reason.name().toLowerCase(Locale.ROOT)).increment();
    }
}
