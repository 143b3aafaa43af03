package io.sixlane.relay.endpoint;

import io.sixlane.configuration.relay.RelayStatus.EndpointHealth.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The verdict of health checks on an endpoint. The first check settles an unknown one (source:
 * HAProxy's {@code init-state up}); after it only as many in a row as the threshold change the
 * state.
 *
 * @param reason of the last check that failed; null while none did since it was healthy
 * @param since when the state began
 * @param against checks in a row that contradict the state
 */
public record Verdict(State state, @Nullable String reason, Instant since, int against) {
    public static Verdict unknown(Instant since) {
        return new Verdict(State.UNKNOWN, null, since, 0);
    }

    Verdict passed(int threshold, Instant now) {
        return switch (state) {
            case UNKNOWN -> new Verdict(State.HEALTHY, null, now, 0);
            case HEALTHY -> against == 0 ? this : new Verdict(state, null, since, 0);
            case UNHEALTHY ->
                    against + 1 >= threshold
                            ? new Verdict(State.HEALTHY, null, now, 0)
                            : new Verdict(state, reason, since, against + 1);
        };
    }

    Verdict failed(String reason, int threshold, Instant now) {
        return switch (state) {
            case UNKNOWN -> new Verdict(State.UNHEALTHY, reason, now, 0);
            case HEALTHY ->
                    against + 1 >= threshold
                            ? new Verdict(State.UNHEALTHY, reason, now, 0)
                            : new Verdict(state, reason, since, against + 1);
            case UNHEALTHY ->
                    against == 0 && reason.equals(this.reason)
                            ? this
                            : new Verdict(state, reason, since, 0);
        };
    }
}
