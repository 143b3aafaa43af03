package io.sixlane.metrics.window;

import static io.sixlane.metrics.window.WindowRows.at;

import io.sixlane.metrics.retention.ShortRemovals;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Removes windows from one of the tables.
 *
 * @param seconds the length of the windows; 0 for any
 */
record WindowRemoval(NamedParameterJdbcTemplate jdbc, String table, int seconds) {
    /** Returns how many began before {@code start}, and are gone. */
    int before(Instant start) {
        return ShortRemovals.run(most -> found(start, most), rows -> remove(rows, start));
    }

    /** Where the rows are; one that is written again meanwhile is found the next time. */
    private List<String> found(Instant start, int most) {
        return jdbc.queryForList(
                """
                select ctid::text
                from %s
                where window_start < :start
                  and (window_seconds = :seconds or :seconds = 0)
                limit :most
                """
                        .formatted(table),
                new MapSqlParameterSource("start", at(start))
                        .addValue("seconds", seconds)
                        .addValue("most", most),
                String.class);
    }

    private int remove(List<String> rows, Instant start) {
        return jdbc.update(
                """
                delete from %s
                where ctid = any(cast(string_to_array(:rows, ' ') as tid[]))
                  and window_start < :start
                  and (window_seconds = :seconds or :seconds = 0)
                """
                        .formatted(table),
                new MapSqlParameterSource("rows", String.join(" ", rows))
                        .addValue("seconds", seconds)
                        .addValue("start", at(start)));
    }
}
