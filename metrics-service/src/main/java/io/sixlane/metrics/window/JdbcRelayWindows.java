package io.sixlane.metrics.window;

import static io.sixlane.metrics.window.WindowRows.at;

import io.sixlane.configuration.accelerator.AcceleratorId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Windows in PostgreSQL: those that were reported, and those that were rolled up. */
@Repository
class JdbcRelayWindows implements RelayWindows {
    /** Rows that are read together. */
    private static final int PAGE = 500;

    private static final ManyRows<ReportedWindow> STORING =
            new ManyRows<>(
                    """
                    insert into relay_window (%s, incarnation, sequence)
                    select %s, incarnation, sequence
                    from %%s
                    on conflict
                        (accelerator_id, window_start, relay_id, window_seconds, incarnation)
                    do update
                    set %s,
                        sequence = excluded.sequence
                    where relay_window.sequence < excluded.sequence
                    """
                            .formatted(WindowRows.COLUMNS, WindowRows.GIVEN, WindowRows.EXCLUDED),
                    columns());

    private final NamedParameterJdbcTemplate jdbc;
    private final RolledWindows rolled;
    private final RegionUsages usages;
    private final WindowProperties properties;
    private final InstantSource time;

    JdbcRelayWindows(
            DataSource dataSource,
            RolledWindows rolled,
            RegionUsages usages,
            WindowProperties properties,
            InstantSource time) {
        this.jdbc = new NamedParameterJdbcTemplate(dataSource);
        this.rolled = rolled;
        this.usages = usages;
        this.properties = properties;
        this.time = time;
    }

    @Override
    @Transactional
    public void store(List<ReportedWindow> reported) {
        STORING.execute(
                jdbc.getJdbcOperations(), reported.stream().sorted(ReportedWindow.ORDER).toList());
        var changed = new LinkedHashSet<RolledWindows.Place>();
        reported.stream()
                .map(ReportedWindow::window)
                .forEach(window -> changed.add(RolledWindows.Place.of(Level.MINUTE, window)));
        rolled.mark(Level.MINUTE, changed);
    }

    private static List<Column<ReportedWindow>> columns() {
        return Stream.concat(
                        WindowRows.columns().stream()
                                .map(column -> column.of(ReportedWindow::window)),
                        Stream.of(
                                Column.moment("incarnation", ReportedWindow::incarnation),
                                Column.number("sequence", ReportedWindow::sequence)))
                .toList();
    }

    /** Reads in pages: a long answer, or a slow reader, holds no connection meanwhile. */
    @Override
    public void read(
            AcceleratorId id,
            String account,
            Instant from,
            Instant to,
            Duration step,
            Consumer<RelayWindow> reader) {
        var kept = properties.kept(time.instant());
        var range = new Stretch.Range(from, to, step.toSeconds(), kept, rolled.due(id, from, to));
        for (var stretch : Stretch.of(range)) {
            var level = stretch.level();
            if (level == null) {
                var overlapping = stretch.from().equals(from);
                readReported(id, account, stretch, overlapping, reader);
            } else {
                rolled.read(id, account, level, stretch, reader);
            }
        }
    }

    /**
     * @param overlapping whether windows that began before and end within the stretch belong to it
     */
    private void readReported(
            AcceleratorId id,
            String account,
            Stretch stretch,
            boolean overlapping,
            Consumer<RelayWindow> reader) {
        var from = stretch.from();
        var first = overlapping ? from.minusSeconds(RelayWindow.LONGEST_SECONDS) : from;
        var after = new Place(first, "", 0, Instant.EPOCH);
        var incarnations = new ArrayList<RelayWindow>();
        List<ReportedWindow> page;
        do {
            page = page(id, account, stretch, after);
            for (var row : page) {
                if (!incarnations.isEmpty() && !isSame(incarnations.getLast(), row.window())) {
                    reader.accept(ReportedWindow.merged(incarnations));
                    incarnations.clear();
                }
                incarnations.add(row.window());
                after = Place.of(row);
            }
        } while (page.size() == PAGE);
        if (!incarnations.isEmpty()) {
            reader.accept(ReportedWindow.merged(incarnations));
        }
    }

    private static boolean isSame(RelayWindow one, RelayWindow other) {
        return one.start().equals(other.start())
                && one.relayId().equals(other.relayId())
                && one.seconds() == other.seconds();
    }

    /** A place in the order of the primary key. */
    private record Place(Instant start, String relayId, int seconds, Instant incarnation) {
        static Place of(ReportedWindow row) {
            var window = row.window();
            return new Place(window.start(), window.relayId(), window.seconds(), row.incarnation());
        }
    }

    private List<ReportedWindow> page(
            AcceleratorId id, String account, Stretch stretch, Place after) {
        return jdbc.query(
                """
                select %s, incarnation, sequence
                from relay_window
                where accelerator_id = :accelerator
                  and (account is null or account = :account)
                  and window_start < :to
                  and (window_start, relay_id, window_seconds, incarnation)
                      > (:start, :relay, :seconds, :incarnation)
                  and window_start + make_interval(secs => window_seconds) > :from
                order by window_start, relay_id, window_seconds, incarnation
                limit :most
                """
                        .formatted(WindowRows.COLUMNS),
                new MapSqlParameterSource("accelerator", id.text())
                        .addValue("account", account)
                        .addValue("from", at(stretch.from()))
                        .addValue("to", at(stretch.to()))
                        .addValue("start", at(after.start()))
                        .addValue("relay", after.relayId())
                        .addValue("seconds", after.seconds())
                        .addValue("incarnation", at(after.incarnation()))
                        .addValue("most", PAGE),
                (row, _) -> WindowRows.reported(row));
    }

    @Override
    public List<ReportedWindow> latest(AcceleratorId id, String account, Instant since) {
        return jdbc.query(
                """
                select %s, incarnation, sequence
                from relay_window
                where accelerator_id = :accelerator
                  and account = :account
                  and window_start >= :since
                order by window_start, relay_id, window_seconds, incarnation
                """
                        .formatted(WindowRows.COLUMNS),
                new MapSqlParameterSource("accelerator", id.text())
                        .addValue("account", account)
                        .addValue("since", at(since)),
                (row, _) -> WindowRows.reported(row));
    }

    @Override
    public List<RegionUsage> usage(AcceleratorId id, String account, Instant from, Instant to) {
        return usages.of(id, account, from, to);
    }

    /** Reported windows that are not rolled up yet stay. */
    @Override
    public int forget(Instant now) {
        var kept = properties.kept(now);
        return new WindowRemoval(jdbc, "relay_window", 0)
                        .before(rolled.allUntil(Level.MINUTE, kept.reported()))
                + new WindowRemoval(jdbc, "rolled_window", Level.MINUTE.seconds())
                        .before(rolled.allUntil(Level.HOUR, kept.minutes()))
                + new WindowRemoval(jdbc, "rolled_window", Level.HOUR.seconds())
                        .before(rolled.allUntil(Level.DAY, kept.hours()))
                + new WindowRemoval(jdbc, "rolled_window", Level.DAY.seconds())
                        .before(now.minus(properties.days()));
    }
}
