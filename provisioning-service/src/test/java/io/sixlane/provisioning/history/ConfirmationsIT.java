package io.sixlane.provisioning.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorCreated;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorRenamed;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ConfirmationAwaited;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.PendingConfirmation;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.provisioning.RunningApplication;
import io.sixlane.provisioning.TestPlatform;
import io.sixlane.provisioning.change.AcceleratorChanges;
import io.sixlane.provisioning.eventstore.AcceleratorViews;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.Change;
import io.sixlane.provisioning.eventstore.EventStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** Several instances look after the same changes, on a real PostgreSQL. */
class ConfirmationsIT {
    private static final AcceleratorId ID = new AcceleratorId("ga-1");

    private static RunningApplication application;
    private static EventStore store;

    @BeforeAll
    static void start() {
        application = new RunningApplication(TestPlatform.kafka());
        store = application.bean(EventStore.class);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    /** As another instance has it, whose clock is ahead. */
    private static Confirmations instance(Duration ahead) {
        return new Confirmations(
                application.bean(UnconfirmedViewRepository.class),
                application.bean(AcceleratorViews.class),
                application.bean(AcceleratorHistory.class),
                application.bean(AcceleratorChanges.class),
                Clock.offset(Clock.systemUTC(), ahead));
    }

    private static List<RecordedEvent> events() {
        return events(ID);
    }

    private static List<RecordedEvent> events(AcceleratorId id) {
        return TestPlatform.await(store.load(id.text()).collectList());
    }

    /** Renamed, unless that is confirmed until {@code deadline}. */
    private static void rename(AcceleratorId id, Instant deadline) {
        var events =
                List.<StreamEvent>of(
                        new AcceleratorCreated(id, new SpecificationLimits("SPEC", 1, 20, 100)),
                        new AcceleratorRenamed("shop"),
                        new ConfirmationAwaited(new PendingConfirmation(1, deadline)));
        assertThat(
                        TestPlatform.await(
                                store.append(
                                        new Change(
                                                new Actor("acme", "ann", "", "request-1"),
                                                Instant.now(),
                                                List.of(new Append(id.text(), 0, events))))))
                .hasSize(3);
    }

    private static void sql(String statement) {
        application.bean(DatabaseClient.class).sql(statement).then().block(Duration.ofSeconds(30));
    }

    @Test
    void takes_back_what_comes_after_many_that_cannot_be_taken_back() {
        var broken = new AcceleratorId("ga-broken");
        var good = new AcceleratorId("ga-good");
        var deadline = Instant.now().plus(Duration.ofDays(1));
        rename(broken, deadline);
        rename(good, deadline.plusSeconds(1));
        // As a later version of the service writes it, which this one must not overwrite.
        sql(
                "update accelerator_view set body = body || '{\"later\": 1}' where accelerator_id ="
                        + " 'ga-broken'");
        sql(
                """
                insert into accelerator_view (accelerator_id, account, revision, body)
                select id, account, revision, body || jsonb_build_object('id', id, 'specification', '[]'::jsonb)
                  from accelerator_view, (select 'ga-0' || n as id from generate_series(1, 150) n) ids
                 where accelerator_id = 'ga-broken'
                """);

        TestPlatform.await(instance(Duration.ofDays(2)).takeBackOverdue().thenReturn(true));

        assertThat(events(good).getLast().event()).isEqualTo(new AcceleratorRenamed(null));
        assertThat(events(broken)).hasSize(3);
    }

    @Test
    void one_of_many_instances_takes_an_overdue_change_back_and_none_an_early_one() {
        rename(ID, Instant.now().plus(Duration.ofHours(1)));

        TestPlatform.await(instance(Duration.ofMinutes(50)).takeBackOverdue().thenReturn(true));
        assertThat(events()).hasSize(3);

        var instances = IntStream.range(0, 5).mapToObj(_ -> instance(Duration.ofHours(2))).toList();
        TestPlatform.await(
                Flux.fromIterable(instances)
                        .flatMap(Confirmations::takeBackOverdue)
                        .then()
                        .thenReturn(true));

        assertThat(events())
                .extracting(recorded -> recorded.event().getClass().getSimpleName())
                .containsExactly(
                        "AcceleratorCreated",
                        "AcceleratorRenamed",
                        "ConfirmationAwaited",
                        "RolledBack",
                        "AcceleratorRenamed");
        assertThat(events().getLast().event()).isEqualTo(new AcceleratorRenamed(null));
    }
}
