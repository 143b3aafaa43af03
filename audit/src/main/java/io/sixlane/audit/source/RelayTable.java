package io.sixlane.audit.source;

import io.sixlane.audit.source.EventTableSource.Access;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorApplied;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Reads the last revision that each running relay reported for each accelerator. */
public final class RelayTable {
    private RelayTable() {}

    /**
     * Reads the stored statuses, by relay and accelerator.
     *
     * @throws SourceException if the database does not answer
     */
    public static List<AcceleratorApplied> read(Access access) {
        try (var connection =
                        DriverManager.getConnection(
                                access.url(), access.user(), access.password());
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                select relay_id, a.region, a.incarnation, applied_at,
                                       accelerator_id, revision, head, failures::text,
                                       effective_revision
                                  from relay_applied a
                                  left join relay r using (relay_id)
                                 where r.relay_id is null or a.incarnation >= r.incarnation
                                 order by relay_id, accelerator_id
                                """)) {
            var applied = new ArrayList<AcceleratorApplied>();
            while (rows.next()) {
                applied.add(row(rows));
            }
            return applied;
        } catch (SQLException e) {
            throw new SourceException(
                    "Cannot read table relay_applied of %s: %s."
                            .formatted(access.url(), e.getMessage()),
                    e);
        }
    }

    private static AcceleratorApplied row(ResultSet row) throws SQLException {
        return new AcceleratorApplied(
                row.getString("relay_id"),
                row.getString("region"),
                instant(row, "incarnation"),
                instant(row, "applied_at"),
                new AcceleratorId(row.getString("accelerator_id")),
                row.getLong("revision"),
                row.getString("head"),
                List.of(
                        ConfigurationJson.mapper()
                                .readValue(row.getString("failures"), ApplyFailure[].class)),
                row.getLong("effective_revision"),
                null);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
