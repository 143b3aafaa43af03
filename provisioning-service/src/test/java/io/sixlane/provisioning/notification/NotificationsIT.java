package io.sixlane.provisioning.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.provisioning.eventstore.StoreFixture;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class NotificationsIT {
    private static final int CALLERS = 50;

    @Test
    void commits_are_notified_to_every_instance_and_share_a_notification() throws Exception {
        try (var fixture = new StoreFixture();
                var other = fixture.connect();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var own = new AtomicInteger();
            var notifications = new Notifications(fixture.database().getConnectionFactory());
            var subscription =
                    notifications.on(Notifications.COMMITTED).subscribe(_ -> own.incrementAndGet());
            try (var listen = other.createStatement()) {
                listen.execute("listen " + Notifications.COMMITTED);
            }
            notifications.start();
            try {
                await().atMost(Duration.ofSeconds(30)).until(() -> own.get() == 1);

                for (var caller = 0; caller < CALLERS; caller++) {
                    threads.execute(notifications::committed);
                }

                var received = new AtomicInteger();
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> received.addAndGet(received(other)) > 0 && own.get() > 1);
                assertThat(received.get()).isLessThanOrEqualTo(CALLERS);
            } finally {
                notifications.stop();
                subscription.dispose();
            }
        }
    }

    private static int received(Connection connection) throws SQLException {
        var some = connection.unwrap(PGConnection.class).getNotifications(100);
        return some == null
                ? 0
                : (int)
                        Arrays.stream(some)
                                .filter(one -> one.getName().equals(Notifications.COMMITTED))
                                .count();
    }

    @Test
    void without_a_connection_a_commit_is_not_notified_and_nothing_fails() {
        try (var fixture = new StoreFixture()) {
            var notifications =
                    NotificationsFixture.unconnected(fixture.database().getConnectionFactory());

            notifications.committed();

            assertThat(notifications.isRunning()).isFalse();
        }
    }
}
