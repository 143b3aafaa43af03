package io.sixlane.identity.token;

import io.sixlane.identity.member.Caller;
import io.sixlane.identity.problem.Fields;
import io.sixlane.identity.problem.Problems;
import io.sixlane.identity.problem.RefusedException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Decides when a new token ends: not after the API token that asks for it. */
@Repository
class TokenEnds {
    private static final int DAYS = 90;
    private static final int MOST_DAYS = 3_650;
    private static final String FIELD = "/expiresInDays";

    private final JdbcClient jdbc;
    private final InstantSource time;

    TokenEnds(JdbcClient jdbc, InstantSource time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /**
     * @param days that the caller asks for; null for the usual ones, or for as long as the caller's
     *     own token lasts when that is less
     * @throws RefusedException when the caller asks for more days than there may be
     */
    Instant of(Caller caller, @Nullable Integer days) {
        if (days != null && (days < 1 || days > MOST_DAYS)) {
            throw Fields.malformed(FIELD, "must be 1 to " + MOST_DAYS);
        }
        var wanted = time.instant().plus(Duration.ofDays(days == null ? DAYS : days));
        var latest = endOf(caller.credential()).filter(wanted::isAfter);
        if (days != null && latest.isPresent()) {
            throw outlives(latest.get());
        }
        return latest.orElse(wanted);
    }

    /** Empty for sessions, and for tokens that do not expire. */
    private Optional<Instant> endOf(String credential) {
        return jdbc.sql(
                        """
                        select expires_at from api_token
                        where id = :id and expires_at is not null
                        """)
                .param("id", credential)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    private static RefusedException outlives(Instant end) {
        var problem =
                Problems.problem(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "token-outlives-caller",
                        "The token of this request ends at %s, and makes none that ends later; ask"
                                        .formatted(end)
                                + " for fewer days, leave expiresInDays out, or sign in");
        problem.setProperty(
                "errors", List.of(Map.of("pointer", FIELD, "detail", "must end by " + end)));
        return Problems.refused(problem);
    }
}
