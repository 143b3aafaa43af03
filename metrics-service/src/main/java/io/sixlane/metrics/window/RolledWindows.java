package io.sixlane.metrics.window;

import static io.sixlane.metrics.window.WindowRows.at;
import static io.sixlane.metrics.window.WindowRows.instant;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.json.ConfigurationJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Windows of minutes, hours and days in PostgreSQL, and which of them are due.
 *
 * <p>A window is made of all windows that it contains, each time one of them changed: the result
 * depends on what was reported alone, whatever was late, repeated, or in the wrong order. The row
 * that makes a window due is locked by who stores a report and by who takes the window, so that no
 * report falls between the two.
 */
@Repository
class RolledWindows {
    /** Windows that are made in one transaction. */
    static final int TOGETHER = 200;

    /** Rows that are read together. */
    private static final int PAGE = 500;

    private static final ManyRows<RelayWindow> STORING =
            new ManyRows<>(
                    """
                    insert into rolled_window (%s, reported_seconds)
                    select %s, reported_seconds
                    from %%s
                    on conflict (accelerator_id, window_seconds, window_start, relay_id) do update
                    set %s,
                        reported_seconds = excluded.reported_seconds
                    """
                            .formatted(WindowRows.COLUMNS, WindowRows.GIVEN, WindowRows.EXCLUDED),
                    Stream.concat(
                                    WindowRows.columns().stream(),
                                    Stream.of(
                                            Column.whole(
                                                    "reported_seconds",
                                                    RelayWindow::reportedSeconds)))
                            .toList());

    private final NamedParameterJdbcTemplate jdbc;

    RolledWindows(DataSource dataSource) {
        jdbc = new NamedParameterJdbcTemplate(dataSource);
    }

    /** Which window of which relay it is, within a level. */
    record Place(String accelerator, Instant start, String relay) {
        static final Comparator<Place> ORDER =
                Comparator.comparing(Place::accelerator)
                        .thenComparing(Place::start)
                        .thenComparing(Place::relay);

        static Place of(Level level, RelayWindow window) {
            return new Place(
                    window.acceleratorId().text(), level.startOf(window.start()), window.relayId());
        }
    }

    /** Makes windows due some time after their end; joins a transaction. */
    void mark(Level level, Collection<Place> changed) {
        marking(level)
                .execute(jdbc.getJdbcOperations(), changed.stream().sorted(Place.ORDER).toList());
    }

    private static ManyRows<Place> marking(Level level) {
        return new ManyRows<>(
                """
                insert into rollup_due (accelerator_id, window_start, window_seconds, relay_id, due_at)
                select accelerator, start, %1$s, relay,
                       greatest(start + make_interval(secs => %1$s), now())
                       + make_interval(secs => %2$s)
                from %%s
                on conflict (accelerator_id, window_start, window_seconds, relay_id)
                do update set due_at = rollup_due.due_at
                """
                        .formatted(level.seconds(), level.delaySeconds()),
                List.of(
                        Column.text("accelerator", Place::accelerator),
                        Column.moment("start", Place::start),
                        Column.text("relay", Place::relay)));
    }

    /** Makes windows of the level that are due; returns how many. */
    @Transactional
    public int rollUp(Level level, Instant now) {
        var taken = take(level, now);
        if (taken.isEmpty()) {
            return 0;
        }
        var made =
                parts(level, taken).values().stream()
                        .map(parts -> RelayWindow.rolledUp(parts, level))
                        .toList();
        store(made);
        var coarser = level.coarser();
        if (coarser != null) {
            var changed = new LinkedHashSet<Place>();
            made.forEach(window -> changed.add(Place.of(coarser, window)));
            mark(coarser, changed);
        }
        return taken.size();
    }

    /** Windows that another instance has taken, or that a report is being stored of, wait. */
    private List<Place> take(Level level, Instant now) {
        return jdbc.query(
                """
                delete from rollup_due
                where (accelerator_id, window_start, window_seconds, relay_id) in
                      (select accelerator_id, window_start, window_seconds, relay_id
                       from rollup_due
                       where window_seconds = :seconds
                         and due_at <= :now
                       order by due_at
                       limit :most
                       for update skip locked)
                returning accelerator_id, window_start, relay_id
                """,
                new MapSqlParameterSource("seconds", level.seconds())
                        .addValue("now", at(now))
                        .addValue("most", TOGETHER),
                (row, _) ->
                        new Place(
                                row.getString("accelerator_id"),
                                instant(row, "window_start"),
                                row.getString("relay_id")));
    }

    /** In a statement after that which took them, so that it sees what was stored before. */
    private Map<Place, List<RelayWindow>> parts(Level level, List<Place> taken) {
        var finer = level.finer();
        var parts = new LinkedHashMap<Place, List<RelayWindow>>();
        jdbc.query(
                """
                select %s, %s
                from jsonb_to_recordset(cast(:taken as jsonb))
                         as taken (accelerator text, start timestamptz, relay text)
                join %s part
                  on part.accelerator_id = taken.accelerator
                 and part.relay_id = taken.relay
                 and part.window_start >= taken.start
                 and part.window_start < taken.start + make_interval(secs => :seconds)
                %s
                order by accelerator_id, relay_id, window_start, window_seconds, %s
                """
                        .formatted(
                                WindowRows.COLUMNS,
                                finer == null ? "incarnation, sequence" : "reported_seconds",
                                finer == null ? "relay_window" : "rolled_window",
                                finer == null ? "" : "where window_seconds = :finer",
                                finer == null ? "incarnation" : "region"),
                new MapSqlParameterSource("taken", json(taken))
                        .addValue("seconds", level.seconds())
                        .addValue("finer", finer == null ? 0 : finer.seconds()),
                row -> {
                    var window =
                            finer == null
                                    ? WindowRows.reported(row).window()
                                    : WindowRows.rolled(row);
                    parts.computeIfAbsent(Place.of(level, window), _ -> new ArrayList<>())
                            .add(window);
                });
        return parts;
    }

    private static String json(List<Place> taken) {
        return new String(ConfigurationJson.write(taken), StandardCharsets.UTF_8);
    }

    private void store(List<RelayWindow> windows) {
        STORING.execute(jdbc.getJdbcOperations(), windows);
    }

    /** Windows of the accelerator in the range that lack reports, of any relay. */
    List<Stretch.Due> due(AcceleratorId id, Instant from, Instant to) {
        return jdbc.query(
                """
                select distinct window_seconds, window_start
                from rollup_due
                where accelerator_id = :accelerator
                  and window_start < :to
                  and window_start + make_interval(secs => window_seconds) > :from
                """,
                new MapSqlParameterSource("accelerator", id.text())
                        .addValue("from", at(from))
                        .addValue("to", at(to)),
                (row, _) ->
                        new Stretch.Due(
                                Level.of(row.getInt("window_seconds")),
                                instant(row, "window_start")));
    }

    /** Before which moment, {@code latest} at the latest, no window of the level is due. */
    Instant allUntil(Level level, Instant latest) {
        var first =
                jdbc.query(
                        "select min(window_start) as first from rollup_due where window_seconds ="
                                + " :seconds",
                        new MapSqlParameterSource("seconds", level.seconds()),
                        (row, _) ->
                                row.getObject("first") == null ? latest : instant(row, "first"));
        return first.getFirst().isBefore(latest) ? first.getFirst() : latest;
    }

    /** Passes the windows of a stretch to the reader, in pages, the oldest first. */
    void read(
            AcceleratorId id,
            String account,
            Level level,
            Stretch stretch,
            Consumer<RelayWindow> reader) {
        @Nullable RelayWindow last = null;
        List<RelayWindow> page;
        do {
            page = page(id, account, level, stretch, last);
            page.forEach(reader);
            last = page.isEmpty() ? null : page.getLast();
        } while (page.size() == PAGE);
    }

    private List<RelayWindow> page(
            AcceleratorId id,
            String account,
            Level level,
            Stretch stretch,
            @Nullable RelayWindow after) {
        return jdbc.query(
                """
                select %s, reported_seconds
                from rolled_window
                where accelerator_id = :accelerator
                  and window_seconds = :seconds
                  and (account is null or account = :account)
                  and window_start < :to
                  and (window_start, relay_id) > (:start, :relay)
                order by window_start, relay_id
                limit :most
                """
                        .formatted(WindowRows.COLUMNS),
                new MapSqlParameterSource("accelerator", id.text())
                        .addValue("account", account)
                        .addValue("seconds", level.seconds())
                        .addValue("to", at(stretch.to()))
                        .addValue("start", at(after == null ? stretch.from() : after.start()))
                        .addValue("relay", after == null ? "" : after.relayId())
                        .addValue("most", PAGE),
                (row, _) -> WindowRows.rolled(row));
    }
}
