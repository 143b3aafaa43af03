package io.sixlane.identity.signin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Passkeys by their owners, in the tables of Spring Security. */
@Repository
class OwnPasskeys {
    private final JdbcClient jdbc;

    OwnPasskeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param id of the credential, base64url
     * @param name that its owner gave it
     * @param lastUsedAt null before the first sign-in with it
     */
    record Passkey(String id, String name, Instant createdAt, @Nullable Instant lastUsedAt) {}

    /** The oldest first. */
    List<Passkey> of(String member) {
        return jdbc.sql(
                        """
                        select c.credential_id, c.label, c.created, c.last_used
                          from user_credentials c
                          join user_entities u on u.id = c.user_entity_user_id
                         where u.name = :member
                         order by c.created, c.credential_id
                        """)
                .param("member", member)
                .query(OwnPasskeys::read)
                .list();
    }

    boolean isOf(String member, String id) {
        return of(member).stream().anyMatch(passkey -> passkey.id().equals(id));
    }

    void remove(String member, String id) {
        jdbc.sql(
                        """
                        delete from user_credentials c
                         using user_entities u
                         where u.id = c.user_entity_user_id
                           and u.name = :member
                           and c.credential_id = :id
                        """)
                .param("member", member)
                .param("id", id)
                .update();
    }

    private static Passkey read(ResultSet row, int number) throws SQLException {
        var created = row.getTimestamp("created").toInstant();
        var used = Optional.ofNullable(row.getTimestamp("last_used")).map(Timestamp::toInstant);
        return new Passkey(
                row.getString("credential_id"),
                row.getString("label"),
                created,
                used.filter(created::isBefore).orElse(null));
    }
}
