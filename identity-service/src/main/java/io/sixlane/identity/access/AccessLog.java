package io.sixlane.identity.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.access.AccessEvent;
import io.sixlane.configuration.access.ReportedAccess;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Actor;
import io.sixlane.identity.member.Caller;
import io.sixlane.identity.member.Member;
import io.sixlane.identity.problem.RequestIds;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Events that wait for the log, in the transaction of what they are about. The log is the
 * provisioning service's: it chains, publishes and seals these events with all others.
 */
@Repository
public class AccessLog {
    /** The gateway sets it where there is no token yet. */
    private static final String CLIENT_ADDRESS = "X-Client-Address";

    private static final int LONGEST = 128;

    private final JdbcClient jdbc;
    private final InstantSource time;

    AccessLog(JdbcClient jdbc, InstantSource time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /**
     * Records what a caller did.
     *
     * @param account whose members or tokens it is about
     */
    public void record(Caller caller, String account, AccessEvent event) {
        add(new Actor(account, caller.member(), caller.clientAddress(), requestId()), event);
    }

    /** Records what a member did without a token: a sign-in, or a passkey. */
    public void record(Member member, AccessEvent event) {
        add(new Actor(member.account(), member.id(), header(CLIENT_ADDRESS), requestId()), event);
    }

    /** Records what a stranger did. */
    void record(AccessEvent event) {
        add(new Actor("", "", header(CLIENT_ADDRESS), requestId()), event);
    }

    private void add(Actor actor, AccessEvent event) {
        var report =
                new ReportedAccess(
                        UUID.randomUUID().toString(),
                        time.instant().truncatedTo(ChronoUnit.MICROS),
                        actor,
                        event);
        jdbc.sql("insert into access_outbox (id, record) values (:id, :record::jsonb)")
                .param("id", report.id())
                .param("record", new String(ConfigurationJson.write(report), UTF_8))
                .update();
    }

    private static String requestId() {
        return request().map(RequestIds::of).orElseGet(() -> UUID.randomUUID().toString());
    }

    /** Empty without one. */
    private static String header(String name) {
        return request()
                .map(request -> request.getHeader(name))
                .map(value -> value.substring(0, Math.min(LONGEST, value.length())))
                .orElse("");
    }

    private static Optional<HttpServletRequest> request() {
        return Optional.ofNullable(RequestContextHolder.getRequestAttributes())
                .map(ServletRequestAttributes.class::cast)
                .map(ServletRequestAttributes::getRequest);
    }

    /** The oldest ones. */
    List<ReportedAccess> waiting(int most) {
        return jdbc.sql(
                        """
                        select record
                        from access_outbox
                        where not refused
                        order by position
                        limit :most
                        """)
                .param("most", most)
                .query(
                        (row, _) ->
                                ConfigurationJson.read(
                                        row.getString("record").getBytes(UTF_8),
                                        ReportedAccess.class))
                .list();
    }

    void forget(List<ReportedAccess> sent) {
        jdbc.sql("delete from access_outbox where id in (:ids)")
                .param("ids", sent.stream().map(ReportedAccess::id).toList())
                .update();
    }

    /** One that the log does not take waits for a person, and holds up no other. */
    void setAside(ReportedAccess refused) {
        jdbc.sql("update access_outbox set refused = true where id = :id")
                .param("id", refused.id())
                .update();
    }
}
