package io.sixlane.metrics.window;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Ages at which windows are forgotten.
 *
 * @param retention of reported windows, at least a day, since reports may be hours late; then of
 *     windows of a minute (by default until the end of the next month, when the last one is
 *     charged), of an hour, and of a day, none shorter than the one before
 */
@ConfigurationProperties("sixlane.metrics.window")
record WindowProperties(@DefaultValue({"3d", "62d", "400d", "3660d"}) List<Duration> retention) {
    private static final Duration LEAST = Duration.ofDays(1);

    WindowProperties {
        retention = List.copyOf(retention);
        if (retention.size() != 1 + Level.values().length
                || retention.getFirst().compareTo(LEAST) < 0
                || !retention.equals(retention.stream().sorted().toList())) {
            throw new IllegalArgumentException(
                    "sixlane.metrics.window.retention must be 4 durations, at least 1d, none"
                            + " shorter than the one before, was "
                            + retention);
        }
    }

    Stretch.Kept kept(Instant now) {
        return new Stretch.Kept(
                now.minus(retention.get(0)),
                now.minus(retention.get(1)),
                now.minus(retention.get(2)));
    }

    /** The retention of windows of a day. */
    Duration days() {
        return retention.getLast();
    }
}
