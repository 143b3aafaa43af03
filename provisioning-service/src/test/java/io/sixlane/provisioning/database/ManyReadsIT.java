package io.sixlane.provisioning.database;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.platform.EmbeddedPostgres;
import io.sixlane.provisioning.ApiClient;
import io.sixlane.provisioning.ApiClient.Answer;
import io.sixlane.provisioning.RunningApplication;
import io.sixlane.provisioning.TestPlatform;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One account reads more at once than the pool has connections, and each read is slow. */
class ManyReadsIT {
    private static final int GREEDY = 40;
    private static final int AT_ONCE = 4;

    @Test
    void reads_of_another_account_go_on() throws Exception {
        try (var application = new RunningApplication(TestPlatform.kafka());
                var callers = Executors.newVirtualThreadPerTaskExecutor();
                var operator =
                        DriverManager.getConnection(
                                "jdbc:postgresql://127.0.0.1:%s/%s"
                                        .formatted(
                                                TestPlatform.postgresPort(),
                                                application.database()),
                                EmbeddedPostgres.USER,
                                TestPlatform.postgresPassword());
                var statement = operator.createStatement()) {
            var greedy = new ApiClient(application.port(), "greedy");
            var modest = greedy.as("modest");
            operator.setAutoCommit(false);
            statement.execute("lock table accelerator_view in access exclusive mode");
            var answers =
                    IntStream.range(0, GREEDY)
                            .mapToObj(i -> supplyAsync(() -> read(greedy, i), callers))
                            .toList();
            await().atMost(Duration.ofSeconds(30)).until(() -> waiting(statement) >= AT_ONCE);

            for (var i = 0; i < 20; i++) {
                var asked = System.nanoTime();
                assertThat(modest.get("/v1/account/balance").status()).isEqualTo(200);
                assertThat(Duration.ofNanos(System.nanoTime() - asked))
                        .isLessThan(Duration.ofSeconds(2));
            }
            await().atMost(Duration.ofSeconds(10))
                    .until(
                            () ->
                                    answers.stream().filter(CompletableFuture::isDone).count()
                                            >= GREEDY - AT_ONCE);
            operator.rollback();

            assertThat(answers)
                    .extracting(CompletableFuture::join)
                    .allSatisfy(ManyReadsIT::isRefusedOrLate)
                    .extracting(Answer::status)
                    .contains(429);
            assertThat(greedy.get("/v1/accelerators").status()).isEqualTo(200);
        }
    }

    /** As one would who looks for a way around the bound. */
    private static Answer read(ApiClient greedy, int number) {
        return switch (number % 4) {
            case 0 -> greedy.get("/v1/accelerators?limit=1");
            case 1 -> greedy.get("/v1/accelerators", "Accept", "text/event-stream, */*");
            default -> greedy.get("/v1/accelerators");
        };
    }

    private static void isRefusedOrLate(Answer answer) {
        assertThat(answer.status()).isIn(200, 429, 503);
        if (answer.status() == 429) {
            assertThat(answer.problem()).isEqualTo("too-many-reads");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
        }
    }

    /** Reads of the account; jobs of the service may wait for the table, too. */
    private static int waiting(Statement statement) throws SQLException {
        statement.execute("select pg_stat_clear_snapshot()"); // or a transaction sees the first
        try (var rows =
                statement.executeQuery(
                        """
                        select count(*) from pg_stat_activity
                         where datname = current_database() and wait_event_type = 'Lock'
                        """)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
