package io.sixlane.metrics.window;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.relay.TrafficReport;
import io.sixlane.metrics.Reports;
import io.sixlane.platform.EmbeddedPostgres;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** Roll-ups in a real PostgreSQL, without the clock: what is due is made when a test says so. */
class RollUpsIT {
    /** A fixed moment of today, so that nothing is past its retention. */
    private static final Instant NOW = elevenToday();

    private static final Instant LATER = NOW.plus(Duration.ofDays(3));

    private static EmbeddedPostgres postgres;
    private static AnnotationConfigApplicationContext context;
    private static JdbcRelayWindows windows;
    private static RolledWindows rolled;
    private static JdbcTemplate jdbc;

    /** Not a @Configuration, which the service would find. */
    @EnableTransactionManagement(proxyTargetClass = true)
    @Import({RolledWindows.class, RegionUsages.class, JdbcRelayWindows.class})
    static class Beans {
        @Bean
        DataSource dataSource() {
            var source = new HikariDataSource();
            source.setJdbcUrl(
                    "jdbc:postgresql://127.0.0.1:%s/metrics?reWriteBatchedInserts=true"
                            .formatted(postgres.port()));
            source.setUsername(EmbeddedPostgres.USER);
            source.setPassword(postgres.password());
            source.setMaximumPoolSize(8);
            return source;
        }

        @Bean
        DataSourceTransactionManager transactionManager(DataSource dataSource) {
            return new DataSourceTransactionManager(dataSource);
        }

        @Bean
        WindowProperties properties() {
            return new WindowProperties(
                    IntStream.of(3, 62, 400, 3_660).mapToObj(Duration::ofDays).toList());
        }

        @Bean
        InstantSource time() {
            return InstantSource.fixed(NOW);
        }
    }

    @BeforeAll
    static void start(@TempDir Path folder) {
        postgres = EmbeddedPostgres.start(folder.resolve("postgres"), 0);
        postgres.createDatabase("metrics");
        context = new AnnotationConfigApplicationContext(Beans.class);
        var source = context.getBean(DataSource.class);
        Flyway.configure().dataSource(source).locations("classpath:db/schema").load().migrate();
        windows = context.getBean(JdbcRelayWindows.class);
        rolled = context.getBean(RolledWindows.class);
        jdbc = new JdbcTemplate(source);
    }

    @AfterAll
    static void stop() {
        context.close();
        postgres.close();
    }

    @Test
    void any_order_and_any_repetition_give_the_same_rows() {
        var random = new Random(11);
        var reports = reports("ga-first", random, 250);
        deliver(reports, new Random(1), 1);
        var again = reports("ga-other", new Random(11), 250);
        deliver(again, new Random(2), 3);

        assertThat(rows("ga-first")).hasSizeGreaterThan(50).isEqualTo(rows("ga-other"));
        // As from the reports themselves, at every length of a step.
        var wanted = truth(reports);
        for (var step : List.of(10, 60, 3_600, 86_400)) {
            var read = read("ga-first", NOW.minus(Duration.ofDays(2)), NOW, step);
            assertThat(opened(read)).as("step %s", step).isEqualTo(wanted.connectionsOpened());
            var sum = new Traffic();
            read.forEach(window -> sum.add(window.traffic()));
            for (var percent : List.of(50, 95, 99)) {
                assertThat(sum.firstByteMicros().percentile(percent))
                        .as("p%s of step %s", percent, step)
                        .isEqualTo(wanted.firstByteMicros().percentile(percent));
            }
            assertThat(read).isSortedAccordingTo(Comparator.comparing(RelayWindow::start));
        }
        assertThat(windows.usage(id("ga-first"), "alice", NOW.minus(Duration.ofDays(2)), NOW))
                .singleElement()
                .satisfies(usage -> assertThat(usage.bytesIn()).isEqualTo(wanted.bytesIn()));
    }

    @Test
    void a_late_report_counts_at_once_and_in_every_level() {
        var from = NOW.minus(Duration.ofHours(30));
        store(Reports.report("relay-1", Reports.FIRST_LIFE, ten(from), 1, 5), "ga-late");
        rollUp();
        assertThat(levels("ga-late")).containsExactlyInAnyOrder(60, 3_600, 86_400);

        store(Reports.report("relay-1", Reports.FIRST_LIFE, ten(from), 2, 7), "ga-late");
        store(
                Reports.report("relay-1", Reports.FIRST_LIFE, ten(from).plusSeconds(10), 1, 2),
                "ga-late");

        for (var i = 0; i < 2; i++) {
            for (var step : List.of(10, 60, 3_600, 86_400)) {
                assertThat(opened(read("ga-late", from.minusSeconds(3_600), NOW, step)))
                        .isEqualTo(9);
            }
            assertThat(windows.usage(id("ga-late"), "alice", from.minusSeconds(99), NOW))
                    .singleElement()
                    .satisfies(usage -> assertThat(usage.bytesIn()).isEqualTo(900));
            rollUp();
        }
        var days = read("ga-late", Level.DAY.startOf(from), NOW, 86_400);
        assertThat(days)
                .singleElement()
                .satisfies(day -> assertThat(day.reportedSeconds()).isEqualTo(20));
        assertThat(due()).isZero();
    }

    /** Two instances store and roll up the same windows: no report falls between them. */
    @Test
    void instances_at_work_together_lose_nothing() {
        var reports = reports("ga-busy", new Random(5), 400);
        var batches = new ArrayList<List<TrafficReport>>();
        for (var from = 0; from < reports.size(); from += 20) {
            batches.add(reports.subList(from, Math.min(from + 20, reports.size())));
        }
        var storing =
                IntStream.range(0, 2)
                        .mapToObj(
                                instance ->
                                        CompletableFuture.runAsync(
                                                () -> {
                                                    var own = new ArrayList<>(batches);
                                                    Collections.shuffle(own, new Random(instance));
                                                    own.forEach(RollUpsIT::store);
                                                }))
                        .toList();
        var all = CompletableFuture.allOf(storing.toArray(CompletableFuture<?>[]::new));
        var rolling =
                IntStream.range(0, 2)
                        .mapToObj(
                                _ ->
                                        CompletableFuture.runAsync(
                                                () -> {
                                                    while (!all.isDone()) {
                                                        rollUp();
                                                    }
                                                }))
                        .toList();
        all.join();
        rolling.forEach(CompletableFuture::join);
        rollUp();

        var from = NOW.minus(Duration.ofDays(2));
        assertThat(due()).isZero();
        assertThat(opened(read("ga-busy", from, NOW, 86_400)))
                .isEqualTo(truth(reports).connectionsOpened());
        assertThat(
                        jdbc.queryForList(
                                """
                                select sum(connections_opened)::bigint
                                from rolled_window
                                where accelerator_id = 'ga-busy'
                                group by window_seconds
                                """,
                                Long.class))
                .hasSize(3)
                .containsOnly(truth(reports).connectionsOpened());
    }

    /** By its own CPU time, which a busy machine does not stretch; the clock is published. */
    @Test
    void a_year_answers_from_a_window_for_each_day(TestReporter figures) {
        var year = NOW.minus(Duration.ofDays(365));
        var detailed = Reports.detailed("ga-year", "relay-1", "cn-hongkong", ten(NOW));
        store(List.of(detailed));
        rollUp();
        for (var level : Level.values()) {
            jdbc.update(
                    """
                    insert into rolled_window
                    select 'ga-year', start, ?, relay, region, connections_opened, 0, 0, 0, bytes_in,
                           bytes_out, connect_micros, first_byte_micros, account, listeners, ?
                    from rolled_window,
                         generate_series(cast(? as timestamptz), cast(? as timestamptz),
                                         make_interval(secs => ?)) start,
                         unnest(array['relay-1', 'relay-2']) relay
                    where accelerator_id = 'ga-year' and window_seconds = 60 and relay_id = 'relay-1'
                      and window_start = ?::timestamptz
                    on conflict do nothing
                    """,
                    level.seconds(),
                    level.seconds(),
                    (level == Level.DAY ? year : NOW.minus(Duration.ofDays(2))).toString(),
                    NOW.toString(),
                    level.seconds(),
                    Level.MINUTE.startOf(ten(NOW)).toString());
        }
        jdbc.update(
                """
                update rolled_window
                set window_start = date_bin(make_interval(secs => window_seconds), window_start, 'epoch')
                where accelerator_id = 'ga-year' and window_seconds = 86400 and relay_id <> 'relay-1'
                """);
        jdbc.execute("analyze");

        var threads = ManagementFactory.getThreadMXBean();
        var fastest = Duration.ofDays(1);
        var leastCpu = Duration.ofDays(1);
        List<RelayWindow> read = List.of();
        for (var i = 0; i < 8; i++) {
            var cpu = threads.getCurrentThreadCpuTime();
            var begun = System.nanoTime();
            read = read("ga-year", year, NOW, 86_400);
            var sum = new Traffic();
            read.forEach(window -> sum.add(window.traffic()));
            var took = Duration.ofNanos(System.nanoTime() - begun);
            fastest = took.compareTo(fastest) < 0 ? took : fastest;
            var used = Duration.ofNanos(threads.getCurrentThreadCpuTime() - cpu);
            leastCpu = used.compareTo(leastCpu) < 0 ? used : leastCpu;
        }

        assertThat(read.stream().filter(window -> window.seconds() == 86_400).count())
                .isGreaterThan(600);
        assertThat(read.stream().filter(window -> window.seconds() != 86_400).count())
                .isLessThan(2 * (24 + 60 + 6) * 2);
        figures.publishEntry("a year's answer", fastest + ", of it CPU " + leastCpu);
        assertThat(leastCpu).isLessThan(Duration.ofMillis(200));
    }

    @Test
    void windows_that_are_not_rolled_up_yet_are_not_forgotten() {
        var old = NOW.minus(Duration.ofDays(20));
        store(Reports.report("relay-1", Reports.FIRST_LIFE, ten(old), 1, 5), "ga-slow");

        windows.forget(NOW);
        assertThat(rowsOf("relay_window", "ga-slow")).isEqualTo(1);

        rollUp();
        windows.forget(NOW);
        assertThat(rowsOf("relay_window", "ga-slow")).isZero();
        assertThat(opened(read("ga-slow", old.minusSeconds(90), NOW, 10))).isEqualTo(5);
        assertThat(opened(read("ga-slow", old.minusSeconds(90), NOW, 86_400))).isEqualTo(5);
    }

    /**
     * Of two days, three relays and two processes of each, each window reported up to three times.
     */
    private static List<TrafficReport> reports(String accelerator, Random random, int count) {
        var reports = new ArrayList<TrafficReport>();
        for (var i = 0; i < count; i++) {
            var start = ten(NOW.minusSeconds(1 + random.nextInt(40 * 3_600)));
            var relay = "relay-" + random.nextInt(3);
            var life = random.nextBoolean() ? Reports.FIRST_LIFE : Reports.SECOND_LIFE;
            for (var sequence = 1 + random.nextInt(3); sequence > 0; sequence--) {
                var opened = 1 + Math.floorMod(start.getEpochSecond() / 10, 7L) + sequence;
                reports.add(
                        varied(
                                of(
                                        accelerator,
                                        Reports.report(relay, life, start, sequence, opened))));
            }
        }
        return reports;
    }

    /** With latencies that differ from window to window, which percentiles show. */
    private static TrafficReport varied(TrafficReport report) {
        return new TrafficReport(
                report.relayId(),
                report.region(),
                report.incarnation(),
                report.acceleratorId(),
                report.windowStart(),
                report.windowSeconds(),
                report.sequence(),
                report.connectionsOpened(),
                report.connectionsActive(),
                report.connectionsRefused(),
                report.connectionsFailed(),
                report.bytesIn(),
                report.bytesOut(),
                report.connectMicros(),
                Reports.micros(1, 100 * (int) report.connectionsOpened()),
                report.account(),
                report.listeners());
    }

    private static TrafficReport of(String accelerator, TrafficReport report) {
        return Reports.renamed(accelerator, report);
    }

    /** In a random order, each {@code times} times, with roll-ups in between. */
    private static void deliver(List<TrafficReport> reports, Random random, int times) {
        var all = new ArrayList<TrafficReport>();
        for (var i = 0; i < times; i++) {
            all.addAll(reports);
        }
        Collections.shuffle(all, random);
        for (var from = 0; from < all.size(); from += 100) {
            store(all.subList(from, Math.min(from + 100, all.size())));
            if (random.nextInt(3) == 0) {
                rollUp();
            }
        }
        rollUp();
    }

    private static Traffic truth(List<TrafficReport> reports) {
        var latest = new HashMap<ReportedWindow.Key, ReportedWindow>();
        for (var report : reports) {
            var reported = ReportedWindow.of(report);
            latest.merge(
                    reported.key(),
                    reported,
                    (one, other) -> one.sequence() > other.sequence() ? one : other);
        }
        var sum = new Traffic();
        latest.values().forEach(reported -> sum.add(reported.window().traffic()));
        return sum;
    }

    private static void store(TrafficReport report, String accelerator) {
        store(List.of(of(accelerator, report)));
    }

    /** As the reader of the topic does, which keeps the latest of a batch. */
    private static void store(List<TrafficReport> batch) {
        var latest = new LinkedHashMap<ReportedWindow.Key, ReportedWindow>();
        for (var report : batch) {
            var reported = ReportedWindow.of(report);
            latest.merge(
                    reported.key(),
                    reported,
                    (one, other) -> one.sequence() > other.sequence() ? one : other);
        }
        windows.store(List.copyOf(latest.values()));
    }

    private static void rollUp() {
        for (var level : Level.values()) {
            while (rolled.rollUp(level, LATER) > 0) {
                // until none is left
            }
        }
    }

    private static List<RelayWindow> read(
            String accelerator, Instant from, Instant to, int stepSeconds) {
        var read = new ArrayList<RelayWindow>();
        windows.read(
                id(accelerator), "alice", from, to, Duration.ofSeconds(stepSeconds), read::add);
        return read;
    }

    private static long opened(List<RelayWindow> read) {
        return read.stream().mapToLong(window -> window.traffic().connectionsOpened()).sum();
    }

    private static List<Map<String, Object>> rows(String accelerator) {
        return jdbc.queryForList(
                """
                select window_seconds, window_start, relay_id, connections_opened,
                       connections_active, bytes_in, reported_seconds, account,
                       encode(first_byte_micros, 'hex') as first_byte, listeners::text
                from rolled_window
                where accelerator_id = ?
                order by window_seconds, window_start, relay_id
                """,
                accelerator);
    }

    private static List<Integer> levels(String accelerator) {
        return jdbc.queryForList(
                "select distinct window_seconds from rolled_window where accelerator_id = ?",
                Integer.class,
                accelerator);
    }

    private static long due() {
        return count("select count(*) from rollup_due");
    }

    private static long rowsOf(String table, String accelerator) {
        return count(
                "select count(*) from %s where accelerator_id = '%s'"
                        .formatted(table, accelerator));
    }

    private static long count(String query) {
        var found = jdbc.queryForObject(query, Long.class);
        return found == null ? 0 : found;
    }

    private static AcceleratorId id(String accelerator) {
        return new AcceleratorId(accelerator);
    }

    private static Instant elevenToday() {
        return Instant.now().truncatedTo(ChronoUnit.DAYS).plusSeconds(39_600);
    }

    private static Instant ten(Instant moment) {
        return Instant.ofEpochSecond(moment.getEpochSecond() / 10 * 10);
    }
}
