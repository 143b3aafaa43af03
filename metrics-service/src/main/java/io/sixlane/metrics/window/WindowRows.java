package io.sixlane.metrics.window;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.relay.TrafficReport.ListenerTraffic;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.ToLongFunction;

/** Windows as rows: the columns that both tables of windows have. */
final class WindowRows {
    static final String COLUMNS =
            """
            accelerator_id, window_start, window_seconds, relay_id, region, connections_opened,
            connections_active, connections_refused, connections_failed, bytes_in, bytes_out,
            connect_micros, first_byte_micros, account, listeners\
            """;

    /** The same, from given rows. */
    static final String GIVEN =
            """
            accelerator_id, window_start, window_seconds, relay_id, region, connections_opened,
            connections_active, connections_refused, connections_failed, bytes_in, bytes_out,
            connect_micros, first_byte_micros, account, cast(listeners as jsonb)\
            """;

    /** The columns that an update replaces. */
    static final String EXCLUDED =
            """
            region              = excluded.region,
            connections_opened  = excluded.connections_opened,
            connections_active  = excluded.connections_active,
            connections_refused = excluded.connections_refused,
            connections_failed  = excluded.connections_failed,
            bytes_in            = excluded.bytes_in,
            bytes_out           = excluded.bytes_out,
            connect_micros      = excluded.connect_micros,
            first_byte_micros   = excluded.first_byte_micros,
            account             = excluded.account,
            listeners           = excluded.listeners\
            """;

    private WindowRows() {}

    /** The columns of the windows in {@link #COLUMNS}. */
    static List<Column<RelayWindow>> columns() {
        return List.of(
                Column.text("accelerator_id", window -> window.acceleratorId().text()),
                Column.moment("window_start", RelayWindow::start),
                Column.whole("window_seconds", RelayWindow::seconds),
                Column.text("relay_id", RelayWindow::relayId),
                Column.text("region", RelayWindow::region),
                traffic("connections_opened", Traffic::connectionsOpened),
                Column.number("connections_active", RelayWindow::connectionsActive),
                traffic("connections_refused", Traffic::connectionsRefused),
                traffic("connections_failed", Traffic::connectionsFailed),
                traffic("bytes_in", Traffic::bytesIn),
                traffic("bytes_out", Traffic::bytesOut),
                Column.bytes("connect_micros", it -> it.traffic().connectMicros().toBytes()),
                Column.bytes("first_byte_micros", it -> it.traffic().firstByteMicros().toBytes()),
                Column.text("account", RelayWindow::account),
                Column.text("listeners", WindowRows::listeners));
    }

    private static Column<RelayWindow> traffic(String name, ToLongFunction<Traffic> value) {
        return Column.number(name, window -> value.applyAsLong(window.traffic()));
    }

    private static String listeners(RelayWindow window) {
        return window.listeners().isEmpty()
                ? "[]"
                : new String(ConfigurationJson.write(window.listeners()), UTF_8);
    }

    static RelayWindow window(ResultSet row, int reportedSeconds) throws SQLException {
        return new RelayWindow(
                new AcceleratorId(row.getString("accelerator_id")),
                instant(row, "window_start"),
                row.getInt("window_seconds"),
                reportedSeconds,
                row.getString("relay_id"),
                row.getString("region"),
                row.getLong("connections_active"),
                new Traffic(
                        row.getLong("connections_opened"),
                        row.getLong("connections_refused"),
                        row.getLong("connections_failed"),
                        row.getLong("bytes_in"),
                        row.getLong("bytes_out"),
                        Latencies.fromBytes(row.getBytes("connect_micros")),
                        Latencies.fromBytes(row.getBytes("first_byte_micros"))),
                row.getString("account"),
                List.of(
                        ConfigurationJson.read(
                                row.getBytes("listeners"), ListenerTraffic[].class)));
    }

    static ReportedWindow reported(ResultSet row) throws SQLException {
        return new ReportedWindow(
                window(row, row.getInt("window_seconds")),
                instant(row, "incarnation"),
                row.getLong("sequence"));
    }

    static RelayWindow rolled(ResultSet row) throws SQLException {
        return window(row, row.getInt("reported_seconds"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
