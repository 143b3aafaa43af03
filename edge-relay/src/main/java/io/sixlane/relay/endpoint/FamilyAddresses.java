package io.sixlane.relay.endpoint;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The known addresses of one family of a name.
 *
 * @param addresses of the last answer; an outage of the name servers keeps them
 * @param askAgainNanos when it is looked up again
 * @param unanswered lookups in a row that no name server answered
 * @param cause of the last of those; null after an answer and before the first lookup
 * @param isKnown whether a name server ever answered
 */
record FamilyAddresses(
        List<InetAddress> addresses,
        long askAgainNanos,
        int unanswered,
        @Nullable String cause,
        boolean isKnown) {
    /** The least and the most time that an answer is good for, whatever its time to live. */
    static final Duration SHORTEST = Duration.ofSeconds(1);

    static final Duration LONGEST = Duration.ofHours(1);

    /** That a name has no address is asked again after this long at the latest. */
    static final Duration LONGEST_EMPTY = Duration.ofMinutes(1);

    /** Between two lookups that no name server answered. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    FamilyAddresses {
        addresses = List.copyOf(addresses);
    }

    static FamilyAddresses unknown(long nowNanos) {
        return new FamilyAddresses(List.of(), nowNanos, 0, null, false);
    }

    FamilyAddresses after(Lookup.Answer answer, long nowNanos) {
        return switch (answer) {
            case Lookup.Answer.Found(var found, var ttl) ->
                    new FamilyAddresses(
                            found,
                            nowNanos
                                    + within(ttl, found.isEmpty() ? LONGEST_EMPTY : LONGEST)
                                            .toNanos(),
                            0,
                            null,
                            true);
            case Lookup.Answer.Unanswered(var why) ->
                    new FamilyAddresses(
                            addresses, nowNanos + pauseNanos(), unanswered + 1, why, isKnown);
        };
    }

    boolean isStale(long nowNanos) {
        return nowNanos - askAgainNanos >= 0;
    }

    private static Duration within(Duration ttl, Duration longest) {
        if (ttl.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return ttl.compareTo(longest) > 0 ? longest : ttl;
    }

    /** 1 s, 2 s, 4 s and so on. */
    private long pauseNanos() {
        var doubled = SHORTEST.toNanos() << Math.min(unanswered, 5);
        return Math.min(doubled, LONGEST_PAUSE.toNanos());
    }
}
