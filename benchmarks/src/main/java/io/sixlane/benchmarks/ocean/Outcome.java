package io.sixlane.benchmarks.ocean;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The measurements under one profile.
 *
 * @param failover null where no link was cut
 * @param routeChanges of the relay that chooses, null where they were not counted
 */
record Outcome(
        Profile profile,
        Map<Row, Figures> figures,
        @Nullable Failover failover,
        @Nullable Integer routeChanges) {}
