package io.sixlane.metrics.window;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.relay.TrafficReport.ListenerTraffic;
import io.sixlane.metrics.retention.ShortRemovals;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Windows in PostgreSQL. */
@Repository
class JdbcRelayWindows implements RelayWindows {
    /** Rows that are read together. */
    private static final int PAGE = 500;

    private final NamedParameterJdbcTemplate jdbc;

    JdbcRelayWindows(DataSource dataSource) {
        jdbc = new NamedParameterJdbcTemplate(dataSource);
    }

    @Override
    @Transactional
    public void store(List<RelayWindow> windows) {
        jdbc.batchUpdate(
                """
                insert into relay_window (accelerator_id, window_start, window_seconds, relay_id, region,
                                          connections_opened, connections_active, connections_refused,
                                          connections_failed, bytes_in, bytes_out,
                                          connect_micros, first_byte_micros, account, listeners)
                values (:accelerator, :start, :seconds, :relay, :region,
                        :opened, :active, :refused, :failed, :in, :out, :connect, :firstByte,
                        :account, cast(:listeners as jsonb))
                on conflict (accelerator_id, window_start, relay_id, window_seconds) do update
                set region              = excluded.region,
                    connections_opened  = excluded.connections_opened,
                    connections_active  = excluded.connections_active,
                    connections_refused = excluded.connections_refused,
                    connections_failed  = excluded.connections_failed,
                    bytes_in            = excluded.bytes_in,
                    bytes_out           = excluded.bytes_out,
                    connect_micros      = excluded.connect_micros,
                    first_byte_micros   = excluded.first_byte_micros,
                    account             = excluded.account,
                    listeners           = excluded.listeners
                """,
                windows.stream().map(JdbcRelayWindows::row).toArray(SqlParameterSource[]::new));
    }

    /** Reads in pages: a long answer, or a slow reader, holds no connection meanwhile. */
    @Override
    public void read(
            AcceleratorId id,
            String account,
            Instant from,
            Instant to,
            Consumer<RelayWindow> reader) {
        var after =
                new Place(from.minusSeconds(RelayWindow.LONGEST_SECONDS), "", Integer.MAX_VALUE);
        List<RelayWindow> page;
        do {
            page = page(id, account, from, to, after);
            page.forEach(reader);
            if (!page.isEmpty()) {
                var last = page.getLast();
                after = new Place(last.start(), last.relayId(), last.seconds());
            }
        } while (page.size() == PAGE);
    }

    /** A place in the order of the primary key. */
    private record Place(Instant start, String relayId, int seconds) {}

    private List<RelayWindow> page(
            AcceleratorId id, String account, Instant from, Instant to, Place after) {
        return jdbc.query(
                """
                select accelerator_id, window_start, window_seconds, relay_id, region,
                       connections_opened, connections_active, connections_refused,
                       connections_failed, bytes_in, bytes_out, connect_micros, first_byte_micros,
                       account, listeners
                from relay_window
                where accelerator_id = :accelerator
                  and (account is null or account = :account)
                  and window_start < :to
                  and (window_start, relay_id, window_seconds) > (:start, :relay, :seconds)
                  and window_start + make_interval(secs => window_seconds) > :from
                order by window_start, relay_id, window_seconds
                limit :most
                """,
                new MapSqlParameterSource("accelerator", id.text())
                        .addValue("account", account)
                        .addValue("from", at(from))
                        .addValue("to", at(to))
                        .addValue("start", at(after.start()))
                        .addValue("relay", after.relayId())
                        .addValue("seconds", after.seconds())
                        .addValue("most", PAGE),
                (row, _) -> window(row));
    }

    @Override
    public List<RegionUsage> usage(AcceleratorId id, String account, Instant from, Instant to) {
        var regions = new TreeMap<String, List<RegionUsage>>();
        jdbc.query(
                """
                select region, sum(bytes_in) as bytes_in, sum(bytes_out) as bytes_out
                from relay_window
                where accelerator_id = :accelerator
                  and (account is null or account = :account)
                  and window_start >= :from
                  and window_start < :to
                group by region, floor(extract(epoch from window_start) / %s)
                order by region, floor(extract(epoch from window_start) / %s)
                """
                        .formatted(RegionUsage.SAMPLE_SECONDS, RegionUsage.SAMPLE_SECONDS),
                new MapSqlParameterSource("accelerator", id.text())
                        .addValue("account", account)
                        .addValue("from", at(from))
                        .addValue("to", at(to)),
                rows -> {
                    var sample = sample(rows);
                    regions.computeIfAbsent(sample.region(), _ -> new ArrayList<>()).add(sample);
                });
        return regions.values().stream().map(JdbcRelayWindows::together).toList();
    }

    private static RegionUsage sample(ResultSet row) throws SQLException {
        var in = row.getLong("bytes_in");
        var out = row.getLong("bytes_out");
        return new RegionUsage(
                row.getString("region"),
                in,
                out,
                List.of(Math.max(in, out) * Byte.SIZE / RegionUsage.SAMPLE_SECONDS));
    }

    private static RegionUsage together(List<RegionUsage> samples) {
        return new RegionUsage(
                samples.getFirst().region(),
                samples.stream().mapToLong(RegionUsage::bytesIn).sum(),
                samples.stream().mapToLong(RegionUsage::bytesOut).sum(),
                samples.stream().flatMap(sample -> sample.bitsPerSecond().stream()).toList());
    }

    @Override
    public int removeBefore(Instant start) {
        return ShortRemovals.run(most -> before(start, most), rows -> remove(rows, start));
    }

    /** Where the rows are; one that is written again meanwhile is found the next time. */
    private List<String> before(Instant start, int most) {
        return jdbc.queryForList(
                """
                select ctid::text
                from relay_window
                where window_start < :start
                limit :most
                """,
                new MapSqlParameterSource("start", at(start)).addValue("most", most),
                String.class);
    }

    private int remove(List<String> rows, Instant start) {
        return jdbc.update(
                """
                delete from relay_window
                where ctid = any(cast(string_to_array(:rows, ' ') as tid[]))
                  and window_start < :start
                """,
                new MapSqlParameterSource("rows", String.join(" ", rows))
                        .addValue("start", at(start)));
    }

    private static SqlParameterSource row(RelayWindow window) {
        var traffic = window.traffic();
        return new MapSqlParameterSource("accelerator", window.acceleratorId().text())
                .addValue("start", at(window.start()))
                .addValue("seconds", window.seconds())
                .addValue("relay", window.relayId())
                .addValue("region", window.region())
                .addValue("opened", traffic.connectionsOpened())
                .addValue("active", window.connectionsActive())
                .addValue("refused", traffic.connectionsRefused())
                .addValue("failed", traffic.connectionsFailed())
                .addValue("in", traffic.bytesIn())
                .addValue("out", traffic.bytesOut())
                .addValue("connect", traffic.connectMicros().toBytes())
                .addValue("firstByte", traffic.firstByteMicros().toBytes())
                .addValue("account", window.account())
                .addValue(
                        "listeners",
                        new String(ConfigurationJson.write(window.listeners()), UTF_8));
    }

    private static RelayWindow window(ResultSet row) throws SQLException {
        return new RelayWindow(
                new AcceleratorId(row.getString("accelerator_id")),
                row.getObject("window_start", OffsetDateTime.class).toInstant(),
                row.getInt("window_seconds"),
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

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
