package io.sixlane.metrics.intake;

import java.time.Duration;
import java.time.Instant;

/** Judges the moments in a relay's record by when the broker received the record. */
public final class RelayClock {
    /** How far a relay may be ahead of the broker. */
    public static final Duration AHEAD = Duration.ofMinutes(5);

    /** How long a relay may hold a record back, or be behind the broker. */
    public static final Duration BEHIND = Duration.ofHours(5).plusMinutes(50);

    private RelayClock() {}

    /**
     * Refuses a moment that the relay cannot have meant.
     *
     * @param field of the record
     * @param moment the newest of the record, by the relay's clock
     * @param received by the broker's clock
     * @throws IllegalArgumentException if they are too far apart
     */
    public static void check(String field, Instant moment, Instant received, String relayId) {
        if (moment.isAfter(received.plus(AHEAD)) || moment.isBefore(received.minus(BEHIND))) {
            throw new IllegalArgumentException(
                    "%s is %s, received at %s: the clock of relay %s is wrong, or the record is too late"
                            .formatted(field, moment, received, relayId));
        }
    }
}
