package io.sixlane.relay.route;

import java.util.List;

/**
 * The relays that carry a flow from this one to its endpoint.
 *
 * @param relayIds in order, at most {@value #MOST_RELAYS}; the last connects to the endpoint, and
 *     without any this relay does
 */
public record Way(List<String> relayIds) {
    public static final int MOST_RELAYS = 2;

    public static final Way DIRECT = new Way(List.of());

    public Way {
        relayIds = List.copyOf(relayIds);
        if (relayIds.size() > MOST_RELAYS) {
            throw new IllegalArgumentException(
                    "a way has at most %s relays, not %s".formatted(MOST_RELAYS, relayIds));
        }
    }

    static Way through(String... relayIds) {
        return new Way(List.of(relayIds));
    }

    public boolean isDirect() {
        return relayIds.isEmpty();
    }

    @Override
    public String toString() {
        return isDirect() ? "direct" : String.join(" > ", relayIds);
    }
}
