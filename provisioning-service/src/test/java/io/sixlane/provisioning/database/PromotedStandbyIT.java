package io.sixlane.provisioning.database;

import static io.sixlane.provisioning.eventstore.StoreFixture.created;
import static io.sixlane.provisioning.eventstore.StoreFixture.listenerAdded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.platform.EmbeddedPostgres;
import io.sixlane.provisioning.ProvisioningApplication;
import io.sixlane.provisioning.TestPlatform;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.Change;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.eventstore.StoreFixture;
import io.sixlane.provisioning.publication.TopicReader;
import io.sixlane.testsupport.FaultProxy;
import io.sixlane.testsupport.TestIdentity;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The server of the database is killed, and its hot standby is promoted and gets the address. First
 * the standby has everything; then the next one lacks events that were published and signed.
 */
@Timeout(240)
class PromotedStandbyIT {
    private static final String DATABASE = "provisioning";

    private final List<String> ids =
            Stream.generate(StoreFixture::newAccelerator).limit(3).toList();

    @Test
    void changes_go_on_and_what_a_standby_lost_is_named(TestReporter figures) throws Exception {
        assumeTrue(
                Boolean.getBoolean("sixlane.many"),
                "optional, takes a minute: run with -Pfull-length");
        var folder = TestPlatform.folder("standby");
        var first = EmbeddedPostgres.start(folder.resolve("first"), 0);
        first.createDatabase(DATABASE);
        var second = first.startStandby(folder.resolve("second"));
        try (var address = FaultProxy.to(at(first));
                var application = start(first, address);
                var topics = new TopicReader(TestPlatform.kafka().operator())) {
            ids.forEach(id -> append(application, id));
            ids.forEach(id -> append(application, id));
            awaitSigned(application, first);
            awaitFollowed(first, second);

            kill(first);
            second.promote();
            var promoted = System.nanoTime();
            move(address, second);

            append(application, ids.getFirst());
            figures.publishEntry(
                    "a change was accepted after",
                    Duration.ofNanos(System.nanoTime() - promoted).toMillis() + " ms");
            awaitPublished(application, topics, ids);
            awaitSigned(application, second);

            try (var third = second.startStandby(folder.resolve("third"))) {
                awaitFollowed(second, third);
                third.stopFollowing();
                append(application, ids.getFirst());
                awaitSigned(application, second);
                var lost = load(application, ids.getFirst()).getLast();
                awaitPublished(application, topics, ids);

                kill(second);
                third.promote();
                move(address, third);

                append(application, ids.get(1));
                awaitPublished(application, topics, ids.subList(1, 3));
                soon().untilAsserted(
                                () ->
                                        assertThat(
                                                        checkpoints(application)
                                                                .health()
                                                                .getDetails()
                                                                .get("problems"))
                                                .asString()
                                                .contains(
                                                        "was signed, but the log lacks revision 4"
                                                                + " of "
                                                                + ids.getFirst()));
                append(application, ids.getFirst());
                var log = load(application, ids.getFirst());
                assertThat(log).hasSize(4).doesNotContain(lost);
                soon().untilAsserted(
                                () ->
                                        assertThat(topics.events(ids.subList(0, 1)))
                                                .contains(lost)
                                                .endsWith(log.getLast()));
            }
        }
    }

    private static void kill(EmbeddedPostgres server) throws Exception {
        var process = server.process().orElseThrow();
        process.destroyForcibly();
        process.onExit().get();
    }

    /** Connections to the old place break. */
    private static void move(FaultProxy address, EmbeddedPostgres to) {
        address.redirect(at(to));
        address.reset();
    }

    private static InetSocketAddress at(EmbeddedPostgres server) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    }

    private static void append(ConfigurableApplicationContext application, String id) {
        soon().ignoreExceptions()
                .until(
                        () -> {
                            var revision = load(application, id).size();
                            var event = revision == 0 ? created(id) : listenerAdded();
                            var change =
                                    new Change(
                                            StoreFixture.ACTOR,
                                            StoreFixture.AT,
                                            List.of(new Append(id, revision, List.of(event))));
                            return !TestPlatform.await(
                                            application.getBean(EventStore.class).append(change))
                                    .isEmpty();
                        });
    }

    private static List<RecordedEvent> load(ConfigurableApplicationContext application, String id) {
        return TestPlatform.await(application.getBean(EventStore.class).load(id).collectList());
    }

    /** Every event once, in the order of its revisions; one may come again. */
    private static void awaitPublished(
            ConfigurableApplicationContext application, TopicReader topics, List<String> ids) {
        soon().untilAsserted(
                        () -> {
                            for (var id : ids) {
                                assertThat(topics.events(List.of(id)).stream().distinct().toList())
                                        .isEqualTo(load(application, id));
                            }
                        });
    }

    private static void awaitSigned(
            ConfigurableApplicationContext application, EmbeddedPostgres server) {
        soon().until(
                        () ->
                                number(server, "select count(*) from event")
                                        == number(
                                                server,
                                                "select coalesce(max(events), 0) from"
                                                        + " signed_checkpoint"));
        assertThat(checkpoints(application).health().getStatus()).isEqualTo(Status.UP);
    }

    private static void awaitFollowed(EmbeddedPostgres server, EmbeddedPostgres standby) {
        for (var table : List.of("event", "signed_checkpoint")) {
            var count = "select count(*) from " + table;
            soon().ignoreExceptions().until(() -> number(server, count) == number(standby, count));
        }
    }

    private static long number(EmbeddedPostgres server, String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                "jdbc:postgresql://127.0.0.1:%s/%s"
                                        .formatted(server.port(), DATABASE),
                                EmbeddedPostgres.USER,
                                server.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static HealthIndicator checkpoints(ConfigurableApplicationContext application) {
        return application.getBean("checkpointsHealthIndicator", HealthIndicator.class);
    }

    private static ConfigurableApplicationContext start(
            EmbeddedPostgres server, FaultProxy address) {
        var kafka = TestPlatform.service();
        return SpringApplication.run(
                ProvisioningApplication.class,
                "--SIXLANE_HTTP_PORT=0",
                "--SIXLANE_IDENTITY_URL=" + TestIdentity.url(),
                "--SIXLANE_POSTGRES_PORT=" + address.port(),
                "--SIXLANE_SECRETS_FOLDER=" + server.secrets(DATABASE),
                "--SIXLANE_KAFKA_BOOTSTRAP_SERVERS=" + kafka.bootstrapServers(),
                "--SIXLANE_KAFKA_SETTINGS=" + kafka.settingsFile(),
                "--sixlane.checkpoint.every=300ms",
                "--SIXLANE_CHECKPOINT_KEY_FILE="
                        + TestPlatform.folder("standby-key").resolve("key.pem"));
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }
}
