package io.sixlane.metrics.window;

import static io.sixlane.metrics.window.WindowRows.at;

import io.sixlane.configuration.accelerator.AcceleratorId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Adds up the bytes of regions, from minutes, and from reported windows of minutes that are due.
 */
@Repository
class RegionUsages {
    private final NamedParameterJdbcTemplate jdbc;

    RegionUsages(DataSource dataSource) {
        jdbc = new NamedParameterJdbcTemplate(dataSource);
    }

    List<RegionUsage> of(AcceleratorId id, String account, Instant from, Instant to) {
        var regions = new TreeMap<String, List<RegionUsage>>();
        jdbc.query(
                """
                select region, sum(bytes_in) as bytes_in, sum(bytes_out) as bytes_out
                from (select minute.region, minute.window_start, minute.bytes_in, minute.bytes_out
                      from rolled_window minute
                      where minute.accelerator_id = :accelerator
                        and minute.window_seconds = 60
                        and (minute.account is null or minute.account = :account)
                        and minute.window_start >= :from
                        and minute.window_start < :to
                        and not exists (select 1
                                        from rollup_due due
                                        where due.accelerator_id = minute.accelerator_id
                                          and due.window_start = minute.window_start
                                          and due.window_seconds = 60
                                          and due.relay_id = minute.relay_id)
                      union all
                      select part.region, part.window_start, part.bytes_in, part.bytes_out
                      from rollup_due due
                      join relay_window part
                        on part.accelerator_id = due.accelerator_id
                       and part.relay_id = due.relay_id
                       and part.window_start >= due.window_start
                       and part.window_start < due.window_start + interval '60 seconds'
                      where due.accelerator_id = :accelerator
                        and due.window_seconds = 60
                        and (part.account is null or part.account = :account)
                        and part.window_start >= :from
                        and part.window_start < :to) as part
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
        return regions.values().stream().map(RegionUsages::together).toList();
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
}
