package io.sixlane.relay.route;

import io.sixlane.configuration.relay.LinkMessage.GroupRoute;
import io.sixlane.configuration.relay.LinkMessage.RoutesChosen;
import io.sixlane.configuration.relay.LinkMessage.WayScore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Relays that flows of others reach through this one: on the way that another relay chose, or on
 * its next best one. Lanes to them are kept ready, so that a flow that moves to a way waits for no
 * handshake on its second hop. Any thread.
 */
final class NextHops {
    /** The chosen way and the one after it. */
    private static final int WAYS = 2;

    private static final int MOST = 65_536;

    private final String id;
    private final Map<String, Received> hops = new ConcurrentHashMap<>();

    private record Received(Set<String> relays, long nanos) {}

    /**
     * @param id of this relay
     */
    NextHops(String id) {
        this.id = id;
    }

    void received(RoutesChosen chosen, long nowNanos) {
        var relays =
                chosen.groups().stream()
                        .flatMap(group -> best(group).flatMap(this::behind))
                        .collect(Collectors.toSet());
        if (relays.isEmpty()) {
            hops.remove(chosen.key());
        } else if (hops.size() < MOST || hops.containsKey(chosen.key())) {
            hops.put(chosen.key(), new Received(relays, nowNanos));
        }
    }

    private static Stream<List<String>> best(GroupRoute group) {
        return Stream.concat(Stream.of(group.way()), group.candidates().stream().map(WayScore::way))
                .filter(way -> !way.isEmpty())
                .distinct()
                .limit(WAYS);
    }

    private Stream<String> behind(List<String> way) {
        return way.getFirst().equals(id) ? way.stream().skip(1) : Stream.empty();
    }

    /** The relays named within {@link LinkTable#MOST_AGE}. */
    Set<String> relays(long nowNanos) {
        hops.values()
                .removeIf(received -> nowNanos - received.nanos() > LinkTable.MOST_AGE.toNanos());
        return hops.values().stream()
                .flatMap(received -> received.relays().stream())
                .collect(Collectors.toSet());
    }
}
