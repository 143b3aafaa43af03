package io.sixlane.identity.member;

import io.sixlane.configuration.identity.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Accounts and members in PostgreSQL. */
@Repository
public class Members {
    private static final String COLUMNS = "id, account, name, role, created_at";

    private final JdbcClient jdbc;

    Members(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty when no member has this id. */
    public Optional<Member> find(String id) {
        return jdbc.sql("select " + COLUMNS + " from member where id = :id")
                .param("id", id)
                .query(Members::read)
                .optional();
    }

    /** In the order in which they were added. */
    public List<Member> of(String account) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + " from member where account = :account order by created_at, id")
                .param("account", account)
                .query(Members::read)
                .list();
    }

    /**
     * Adds an account with its first member, both or none, unless the account exists.
     *
     * @return false when it exists
     */
    @Transactional
    public boolean addAccount(String account, String id, String name, Role role) {
        var added =
                jdbc.sql("insert into account (id) values (:id) on conflict do nothing")
                                .param("id", account)
                                .update()
                        == 1;
        if (added) {
            add(id, account, name, role);
        }
        return added;
    }

    /**
     * Adds a member unless the id exists.
     *
     * @throws org.springframework.dao.DuplicateKeyException when the account has one of this name
     */
    public void add(String id, String account, String name, Role role) {
        jdbc.sql(
                        """
                        insert into member (id, account, name, role)
                        values (:id, :account, :name, :role)
                        on conflict (id) do nothing
                        """)
                .param("id", id)
                .param("account", account)
                .param("name", name)
                .param("role", role.name())
                .update();
    }

    /**
     * Gives a member another role.
     *
     * @return false when it would leave the account without an admin
     */
    @Transactional
    public boolean setRole(Member member, Role role) {
        lock(member.account());
        if (!role.covers(Role.ADMIN) && isLastAdmin(member)) {
            return false;
        }
        follow(member, role);
        return true;
    }

    /**
     * Removes a member with all tokens; sessions and links end with it.
     *
     * @return false when it would leave the account without an admin
     */
    @Transactional
    public boolean remove(Member member) {
        lock(member.account());
        if (isLastAdmin(member)) {
            return false;
        }
        end(member);
        return true;
    }

    /** Removes a member whom an issuer does not know any more, also where no admin is left. */
    public void end(Member member) {
        jdbc.sql("delete from one_time_tokens where username = :id")
                .param("id", member.id())
                .update();
        jdbc.sql("delete from spring_session where principal_name = :id")
                .param("id", member.id())
                .update();
        jdbc.sql("delete from member where id = :id").param("id", member.id()).update();
    }

    /** Adds an account without members, unless it exists. */
    public void ensureAccount(String account) {
        jdbc.sql("insert into account (id) values (:id) on conflict do nothing")
                .param("id", account)
                .update();
    }

    public boolean isNameFree(String account, String name) {
        return jdbc.sql(
                        """
                        select not exists (
                            select from member where account = :account and name = :name)
                        """)
                .param("account", account)
                .param("name", name)
                .query(Boolean.class)
                .single();
    }

    /** Gives a member the role that an issuer wants, also where no admin is left. */
    public void follow(Member member, Role role) {
        jdbc.sql("update member set role = :role where id = :id")
                .param("role", role.name())
                .param("id", member.id())
                .update();
    }

    /** Until the transaction ends. Two admins who remove each other must not both succeed. */
    void lock(String account) {
        jdbc.sql("select id from account where id = :id for update")
                .param("id", account)
                .query(String.class)
                .optional();
    }

    private boolean isLastAdmin(Member member) {
        return jdbc.sql(
                        """
                        select not exists (
                            select from member
                            where account = :account and id <> :id and role in ('ADMIN', 'OPERATOR'))
                        """)
                .param("account", member.account())
                .param("id", member.id())
                .query(Boolean.class)
                .single();
    }

    private static Member read(ResultSet row, int number) throws SQLException {
        return new Member(
                row.getString("id"),
                row.getString("account"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                row.getTimestamp("created_at").toInstant());
    }
}
