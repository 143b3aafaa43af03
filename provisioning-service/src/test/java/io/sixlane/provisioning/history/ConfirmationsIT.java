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
import io.sixlane.provisioning.accelerator.AcceleratorChanges;
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
import reactor.core.publisher.Flux;

/** Several instances look after the same changes, on a real PostgreSQL. */
class ConfirmationsIT {
    private static final AcceleratorId ID = new AcceleratorId("ga-1");

    private static RunningApplication application;
    private static EventStore store;

    @BeforeAll
    static void start() {
        application = new RunningApplication(TestPlatform.bootstrapServers());
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
                application.bean(AcceleratorHistory.class),
                application.bean(AcceleratorChanges.class),
                Clock.offset(Clock.systemUTC(), ahead));
    }

    private static List<RecordedEvent> events() {
        return TestPlatform.await(store.load(ID.text()).collectList());
    }

    @Test
    void one_of_many_instances_takes_an_overdue_change_back_and_none_an_early_one() {
        var now = Instant.now();
        var events =
                List.<StreamEvent>of(
                        new AcceleratorCreated(ID, new SpecificationLimits("SPEC", 1, 20, 100)),
                        new AcceleratorRenamed("shop"),
                        new ConfirmationAwaited(
                                new PendingConfirmation(1, now.plus(Duration.ofHours(1)))));
        assertThat(
                        TestPlatform.await(
                                store.append(
                                        new Change(
                                                new Actor("acme", "ann", "", "request-1"),
                                                now,
                                                List.of(new Append(ID.text(), 0, events))))))
                .hasSize(3);

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
