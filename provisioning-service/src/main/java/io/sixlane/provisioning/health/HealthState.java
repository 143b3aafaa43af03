package io.sixlane.provisioning.health;

import java.util.Collection;
import java.util.EnumSet;

/** The health of a whole that consists of parts (source: the hosted service's health states). */
enum HealthState {
    /** Nothing is known yet. */
    INIT,
    NORMAL,
    /** Some of it does not answer. */
    PARTIALLY_ABNORMAL,
    /** Nothing of it answers. */
    ABNORMAL;

    /** The state of a whole; unknown parts do not count beside others. */
    static HealthState of(Collection<HealthState> parts) {
        var known = EnumSet.noneOf(HealthState.class);
        known.addAll(parts);
        known.remove(INIT);
        if (known.isEmpty()) {
            return INIT;
        }
        return known.size() == 1 ? known.iterator().next() : PARTIALLY_ABNORMAL;
    }
}
