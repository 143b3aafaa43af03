package io.sixlane.relay.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The endpoints that may be chosen at one moment.
 *
 * @param order of all groups, nearest first
 * @param open groups that take connections, nearest first
 * @param changes the count of {@link ConditionChanges} it was made at
 * @param madeNanos when
 */
record Standing(List<GroupCandidates> order, List<Open> open, long changes, long madeNanos) {
    /** Shares that rise, ejections that end and connect times are looked at this often. */
    private static final long FRESH_NANOS = 200_000_000;

    /** A group and its endpoints that may be chosen. */
    record Open(GroupCandidates group, Shares shares) {}

    static Standing of(List<GroupCandidates> before, long changes, long nowNanos) {
        var order = Nearness.ordered(before);
        var open = new ArrayList<Open>();
        for (var group : order) {
            var shares = group.healthy(nowNanos);
            if (!group.isClosed() && !shares.isEmpty()) {
                open.add(new Open(group, shares));
            }
        }
        if (open.isEmpty()) {
            for (var group : order) {
                if (!group.isClosed() && group.failsOpen()) {
                    open.add(new Open(group, group.all()));
                }
            }
        }
        return new Standing(order, List.copyOf(open), changes, nowNanos);
    }

    boolean isFresh(long changes, long nowNanos) {
        return this.changes == changes && nowNanos - madeNanos < FRESH_NANOS;
    }

    /**
     * Where a connection begins: each group takes its percentage of those that reach it, the last
     * one all.
     *
     * @param draw uniform in [0, 1) for a group
     * @return an index of {@code open}, 0 when it is empty
     */
    int start(ToDoubleFunction<GroupCandidates> draw) {
        for (var i = 0; i < open.size() - 1; i++) {
            var group = open.get(i).group();
            var percentage = group.group().effectiveTrafficPercentage();
            if (percentage >= 100 || draw.applyAsDouble(group) * 100 < percentage) {
                return i;
            }
        }
        return Math.max(0, open.size() - 1);
    }
}
