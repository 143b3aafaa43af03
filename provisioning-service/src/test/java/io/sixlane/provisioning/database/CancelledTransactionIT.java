package io.sixlane.provisioning.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.provisioning.RunningApplication;
import io.sixlane.provisioning.TestPlatform;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/** Callers leave in the first millisecond of their transaction; the pool has one connection. */
class CancelledTransactionIT {
    private static final int CALLERS = 200;

    @Test
    void leaves_no_transaction_open_on_its_connection() {
        try (var application =
                new RunningApplication(TestPlatform.kafka(), "--spring.r2dbc.pool.max-size=1")) {
            var database = application.bean(DatabaseClient.class);
            var transactions = application.bean(TransactionalOperator.class);
            var open = 0;
            for (var caller = 0; caller < CALLERS; caller++) {
                var leaving =
                        database.sql("SELECT 1").then().as(transactions::transactional).subscribe();
                LockSupport.parkNanos(10_000L * (caller % 100));
                leaving.dispose();
                open += isInTransaction(database) ? 1 : 0;
            }
            assertThat(open).isZero();
        }
    }

    /** A transaction's moment is the one of its beginning. */
    private static boolean isInTransaction(DatabaseClient database) {
        return Boolean.TRUE.equals(
                database.sql("SELECT statement_timestamp() > now()")
                        .mapValue(Boolean.class)
                        .one()
                        .block(Duration.ofSeconds(30)));
    }
}
