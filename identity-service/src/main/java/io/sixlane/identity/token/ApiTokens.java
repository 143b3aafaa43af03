package io.sixlane.identity.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.identity.ApiTokenText;
import io.sixlane.configuration.identity.Role;
import io.sixlane.identity.member.Member;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** API tokens in PostgreSQL. */
@Repository
public class ApiTokens {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;

    ApiTokens(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The wishes of a maker.
     *
     * @param expiresAt null for a token that does not expire
     */
    record Wanted(
            String name,
            Role role,
            boolean readOnly,
            @Nullable String accelerator,
            @Nullable Instant expiresAt) {}

    /**
     * @param text shown once
     */
    record Made(String id, String text) {}

    Made make(Member maker, Wanted wanted) {
        var text = newText();
        return new Made(insert(maker, wanted, text).orElseThrow(), text);
    }

    /** A text for {@link #admit}, before the service knows it. */
    public static String newText() {
        return ApiTokenText.make(RANDOM);
    }

    /**
     * Makes a token with this text, with all rights of the maker and without an expiry, unless it
     * was made before: one that was revoked stays revoked.
     *
     * @throws IllegalArgumentException when the text is no token
     */
    public void admit(Member maker, String name, String text) {
        if (!ApiTokenText.isWellFormed(text)) {
            throw new IllegalArgumentException("not an API token");
        }
        insert(maker, new Wanted(name, maker.role(), false, null, null), text);
    }

    private Optional<String> insert(Member maker, Wanted wanted, String text) {
        var expiresAt = wanted.expiresAt();
        return jdbc.sql(
                        """
                        insert into api_token
                            (id, hash, account, member, name, role, read_only, accelerator, expires_at)
                        values
                            (:id, :hash, :account, :member, :name, :role, :readOnly, :accelerator,
                             :expiresAt)
                        on conflict (hash) do nothing
                        returning id
                        """)
                .param("id", "tok-" + UUID.randomUUID())
                .param("hash", hash(text))
                .param("account", maker.account())
                .param("member", maker.id())
                .param("name", wanted.name())
                .param("role", wanted.role().name())
                .param("readOnly", wanted.readOnly())
                .param("accelerator", wanted.accelerator())
                .param("expiresAt", expiresAt == null ? null : Timestamp.from(expiresAt))
                .query(String.class)
                .optional();
    }

    /** Empty when the text is no token that counts now. Notes the use. */
    public Optional<TokenGrant> grant(String text) {
        if (!ApiTokenText.isWellFormed(text)) {
            return Optional.empty();
        }
        var grant =
                jdbc.sql(
                                """
                                select t.id, t.account, t.member, t.role, t.read_only, t.accelerator,
                                       m.role as member_role
                                from api_token t join member m on m.id = t.member
                                where t.hash = :hash
                                  and t.revoked_at is null
                                  and (t.expires_at is null or t.expires_at > now())
                                """)
                        .param("hash", hash(text))
                        .query(ApiTokens::readGrant)
                        .optional();
        grant.ifPresent(used -> noteUse(used.id()));
        return grant;
    }

    private void noteUse(String id) {
        jdbc.sql(
                        """
                        update api_token set last_used_at = now()
                        where id = :id
                          and (last_used_at is null or last_used_at < now() - interval '1 minute')
                        """)
                .param("id", id)
                .update();
    }

    /** The latest first. */
    List<ApiToken> of(String account) {
        return jdbc.sql(
                        """
                        select id, name, role, read_only, accelerator, member, created_at, expires_at,
                               last_used_at, revoked_at
                        from api_token
                        where account = :account
                        order by created_at desc, id
                        """)
                .param("account", account)
                .query(ApiTokens::read)
                .list();
    }

    /**
     * @return false when the account has no such token
     */
    boolean revoke(String account, String id) {
        return jdbc.sql(
                                """
                                update api_token set revoked_at = coalesce(revoked_at, now())
                                where account = :account and id = :id
                                """)
                        .param("account", account)
                        .param("id", id)
                        .update()
                == 1;
    }

    /** SHA-256, 32 bytes. */
    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TokenGrant readGrant(ResultSet row, int number) throws SQLException {
        var role =
                Role.valueOf(row.getString("role"))
                        .atMost(Role.valueOf(row.getString("member_role")));
        return new TokenGrant(
                row.getString("id"),
                row.getString("account"),
                row.getString("member"),
                row.getBoolean("read_only") ? Role.VIEWER : role,
                row.getString("accelerator"));
    }

    private static ApiToken read(ResultSet row, int number) throws SQLException {
        return new ApiToken(
                row.getString("id"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                row.getBoolean("read_only"),
                row.getString("accelerator"),
                row.getString("member"),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "expires_at"),
                instant(row, "last_used_at"),
                instant(row, "revoked_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
