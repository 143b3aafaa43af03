package io.sixlane.provisioning.publication;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * After a dump was restored into another cluster, transaction ids begin again there: new events
 * would sort before the published position and never be published. So the restored events get ids
 * below all that a cluster gives out, and the published position and the last signed checkpoint
 * stay at the same events.
 *
 * <p>The published events and the signed events each form a beginning of the log. Events in both
 * get id 3, those in the longer one alone 4, the others 5. Events with one id are ordered by
 * position, so that every stream keeps the order of its revisions.
 */
final class Renumbering {
    /** Its own transactions are all older than the cluster's newest. */
    private static final String CAME_ALONG =
            "from event where xid >= pg_snapshot_xmax(pg_current_snapshot())";

    private final Connection connection;

    Renumbering(Connection connection) {
        this.connection = connection;
    }

    /**
     * Returns whether it was needed. Appends wait meanwhile; the checkpoints must not be moved by
     * others.
     */
    boolean run() throws SQLException {
        if (!isNeeded()) {
            return false;
        }
        // As many events as there are: longer than an answer usually takes.
        var timeout = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, 0);
        connection.setAutoCommit(false);
        try {
            renumber();
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
            connection.setNetworkTimeout(Runnable::run, timeout);
        }
        return true;
    }

    private boolean isNeeded() throws SQLException {
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select exists (select 1 %s)".formatted(CAME_ALONG))) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    private void renumber() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("lock table event in share row exclusive mode");
            statement.execute(
                    """
                    with ends as (
                        select (select max(position) %s) as last,
                               published.xid as published_xid,
                               published.position as published_position,
                               coalesce(signed.xid, '0') as signed_xid,
                               coalesce(signed.position, 0) as signed_position
                          from publication_position published
                          left join (select xid, position
                                       from signed_checkpoint
                                      order by number desc
                                      limit 1) signed on true
                    ), renumbered as (
                        update event e
                           set xid = (5 - ((e.xid, e.position)
                                           <= (published_xid, published_position))::int
                                        - ((e.xid, e.position)
                                           <= (signed_xid, signed_position))::int)::text::xid8
                          from ends
                         where e.position <= last
                    ), published as (
                        update publication_position
                           set xid = (3 + ((published_xid, published_position)
                                           > (signed_xid, signed_position))::int)::text::xid8,
                               position = last
                          from ends
                    )
                    update signed_checkpoint
                       set xid = (3 + ((signed_xid, signed_position)
                                       > (published_xid, published_position))::int)::text::xid8,
                           position = last
                      from ends
                    """
                            .formatted(CAME_ALONG));
        }
    }
}
