package io.sixlane.provisioning.database;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.platform.EmbeddedPostgres;
import io.sixlane.provisioning.ApiClient;
import io.sixlane.provisioning.RunningApplication;
import io.sixlane.provisioning.TestPlatform;
import java.sql.DriverManager;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Transactions that PostgreSQL rolls back in favour of others. */
class RolledBackIT {
    @Test
    void a_change_that_lost_a_deadlock_is_made_again() throws Exception {
        try (var application = new RunningApplication(TestPlatform.kafka());
                var other =
                        DriverManager.getConnection(
                                "jdbc:postgresql://127.0.0.1:%s/%s"
                                        .formatted(
                                                TestPlatform.postgresPort(),
                                                application.database()),
                                EmbeddedPostgres.USER,
                                TestPlatform.postgresPassword());
                var statement = other.createStatement()) {
            var operator = new ApiClient(application.port(), "operator");
            assertThat(credit(operator).status()).isEqualTo(200);
            other.setAutoCommit(false);
            // Waits longer than the change before it looks for deadlocks, so the change loses.
            statement.execute("set local deadlock_timeout = '20s'");
            statement.execute("select * from stream for update");

            var change = supplyAsync(() -> credit(operator));
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(20))
                    .until(
                            () -> {
                                try (var waiting =
                                        statement.executeQuery(
                                                """
                                                select count(*) from pg_stat_activity
                                                 where datname = current_database()
                                                   and wait_event_type = 'Lock'
                                                """)) {
                                    return waiting.next() && waiting.getInt(1) > 0;
                                }
                            });
            statement.execute(
                    "select pg_advisory_xact_lock(hashtextextended(stream_id, 0)) from stream");
            other.commit();

            assertThat(change.join().status()).isEqualTo(200);
            assertThat(change.join().json().at("/amounts/0/minorUnits").asInt()).isEqualTo(200);
        }
    }

    private static ApiClient.Answer credit(ApiClient operator) {
        return operator.post("/v1/accounts/acme/credits", "{'currency': 'USD', 'minorUnits': 100}");
    }
}
