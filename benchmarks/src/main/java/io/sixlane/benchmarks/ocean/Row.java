package io.sixlane.benchmarks.ocean;

import io.sixlane.configuration.accelerator.RoutePolicy;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A way from the client to the origin. */
enum Row {
    DIRECT("IPv6, end to end"),
    NAT64("tayga beside the client"),
    HAPROXY_ONE("HAProxy near the client, TCP"),
    HAPROXY_TWO("two HAProxies, HTTP, http-reuse always, warmed by five requests"),
    SIXLANE_ONE("one relay near the client"),
    SIXLANE_COLD("two relays, lanes kept open without padding, plain"),
    SIXLANE_WARM("two relays, warm lanes, plain"),
    SIXLANE_TLS("two relays, warm lanes, TLS 1.3"),
    SIXLANE_AUTO("the route that the relay chooses, TLS 1.3");

    private final String description;

    Row(String description) {
        this.description = description;
    }

    /** Unique among rows, from 1: the base of a row's ports and addresses. */
    int number() {
        return List.of(values()).indexOf(this) + 1;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String description() {
        return description;
    }

    /** Whether its only ocean leg is the public path: a bulk transfer there does not fill it. */
    boolean isPublic() {
        return switch (this) {
            case DIRECT, NAT64, HAPROXY_ONE, SIXLANE_ONE -> true;
            case HAPROXY_TWO, SIXLANE_COLD, SIXLANE_WARM, SIXLANE_TLS, SIXLANE_AUTO -> false;
        };
    }

    boolean isSixlane() {
        return name().startsWith("SIXLANE");
    }

    /** Whether relays near the origin take part. */
    boolean hasLanes() {
        return isSixlane() && this != SIXLANE_ONE;
    }

    /** The route policy of this row. */
    RoutePolicy route() {
        return switch (this) {
            case SIXLANE_AUTO -> RoutePolicy.AUTO;
            case SIXLANE_COLD, SIXLANE_WARM, SIXLANE_TLS ->
                    new RoutePolicy(RoutePolicy.Mode.VIA, List.of(egressRegion()));
            default -> new RoutePolicy(RoutePolicy.Mode.DIRECT, null);
        };
    }

    /** The lane settings of the relay near the client. */
    String ingressRegion() {
        return "hk-" + label();
    }

    /** The lane settings of the relay near the origin. */
    String egressRegion() {
        return "us-" + label();
    }

    /** The lane settings shared by both relays of this row. */
    Map<String, String> laneSettings() {
        return switch (this) {
            case SIXLANE_COLD ->
                    Map.of("SIXLANE_LANE_ENCRYPTION", "network", "SIXLANE_LANE_WARM", "false");
            case SIXLANE_WARM -> Map.of("SIXLANE_LANE_ENCRYPTION", "network");
            default -> Map.of();
        };
    }
}
