package io.sixlane.relay.endpoint;

import java.util.ArrayList;
import java.util.List;

/** Orders groups: the quickest to connect to first. */
final class Nearness {
    /** Ratio of connect times below which a group overtakes the one before it. */
    private static final double CLEARLY = 0.8;

    private static final double AT_LEAST_NANOS = 1e6;

    private Nearness() {}

    /** The order before any measurement: the relay's own region first, then as configured. */
    static List<GroupCandidates> initial(List<GroupCandidates> groups, String region) {
        var ordered = new ArrayList<GroupCandidates>();
        groups.stream().filter(g -> g.group().region().equals(region)).forEach(ordered::add);
        groups.stream().filter(g -> !g.group().region().equals(region)).forEach(ordered::add);
        return ordered;
    }

    /**
     * From the order before it. A group overtakes another only when it is quicker by a fifth and by
     * 1 ms, so that two that are equally near do not change places with every measurement; one
     * without a measurement keeps its place.
     */
    static List<GroupCandidates> ordered(List<GroupCandidates> before) {
        var ordered = new ArrayList<GroupCandidates>(before);
        for (var end = ordered.size() - 1; end > 0; end--) {
            for (var i = 0; i < end; i++) {
                if (isNearer(ordered.get(i + 1), ordered.get(i))) {
                    ordered.add(i, ordered.remove(i + 1));
                }
            }
        }
        return ordered;
    }

    private static boolean isNearer(GroupCandidates one, GroupCandidates other) {
        var mine = one.connectNanos();
        var theirs = other.connectNanos();
        return mine.isPresent()
                && theirs.isPresent()
                && mine.getAsDouble() < theirs.getAsDouble() * CLEARLY
                && mine.getAsDouble() < theirs.getAsDouble() - AT_LEAST_NANOS;
    }
}
