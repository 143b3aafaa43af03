package io.sixlane.provisioning.clock;

import java.time.Duration;

/**
 * Whether a relay lives: the broker appended a heartbeat less than {@link #SILENCE} ago by the
 * clock of PostgreSQL. Neither the relay's clock nor this service's counts (ADR 21).
 */
public final class RelayLiveness {
    private static final Duration SILENCE = Duration.ofSeconds(10);

    /** A condition on the row {@code r} of the table {@code relay}, false without one. */
    public static final String ALIVE =
            "coalesce(r.received_at > now() - interval '%s seconds', false)"
                    .formatted(SILENCE.toSeconds());

    private RelayLiveness() {}
}
