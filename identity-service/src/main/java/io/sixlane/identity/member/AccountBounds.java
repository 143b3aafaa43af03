package io.sixlane.identity.member;

import io.sixlane.identity.problem.Problems;
import io.sixlane.identity.problem.RefusedException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Bounds what the admins of an account make. Each check locks the account until the transaction
 * ends, so that requests which count at once cannot exceed a bound together.
 */
@Repository
public class AccountBounds {
    private static final int MOST_TOKENS = 1_000;
    private static final int MOST_MEMBERS = 1_000;

    private final Members members;
    private final JdbcClient jdbc;

    AccountBounds(Members members, JdbcClient jdbc) {
        this.members = members;
        this.jdbc = jdbc;
    }

    /**
     * Tokens that expired or were revoked do not count.
     *
     * @throws RefusedException when the account has no room for another token
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void checkRoomForToken(String account) {
        members.lock(account);
        var tokens =
                count(
                        """
                        select count(*) from api_token
                        where account = :account
                          and revoked_at is null
                          and (expires_at is null or expires_at > now())
                        """,
                        account);
        if (tokens >= MOST_TOKENS) {
            throw refusal(
                    "An account has at most %d API tokens that count; revoke one with DELETE"
                            + " /v1/tokens/{id}",
                    MOST_TOKENS);
        }
    }

    /**
     * Members whom an issuer admitted count as well.
     *
     * @throws RefusedException when the account has no room for another invited member
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void checkRoomForMember(String account) {
        members.lock(account);
        if (count("select count(*) from member where account = :account", account)
                >= MOST_MEMBERS) {
            throw refusal(
                    "An account with %d members invites no more; remove one with DELETE"
                            + " /v1/members/{user}",
                    MOST_MEMBERS);
        }
    }

    private long count(String query, String account) {
        return jdbc.sql(query).param("account", account).query(Long.class).single();
    }

    private static RefusedException refusal(String detail, int limit) {
        var problem =
                Problems.problem(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "account-limit-reached",
                        detail.formatted(limit));
        problem.setProperty("limit", limit);
        return Problems.refused(problem);
    }
}
