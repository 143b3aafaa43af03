package io.sixlane.provisioning.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorCreated;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorSuspended;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.provisioning.RunningApplication;
import io.sixlane.provisioning.TestPlatform;
import io.sixlane.provisioning.eventstore.AcceleratorViews;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.Change;
import io.sixlane.provisioning.eventstore.EventStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Looks at the ends of terms in a real database, at times of the test's own. */
class ExpiryIT {
    private static final AcceleratorId ID = new AcceleratorId("ga-1");
    private static final AcceleratorId LATER = new AcceleratorId("ga-2");
    private static final Instant END = Instant.parse("2090-03-31T10:00:00.5Z");
    private static final Instant GRACE_OVER = END.plus(Duration.ofDays(7));

    @Test
    void suspends_once_what_is_past_its_grace_whoever_looks() throws Exception {
        try (var application = new RunningApplication(TestPlatform.bootstrapServers())) {
            var expiry = application.bean(Expiry.class);
            create(application, ID, END);
            create(application, LATER, END.plusSeconds(60));

            assertThat(TestPlatform.await(expiry.look(END, GRACE_OVER.minusMillis(1)))).isZero();
            var looks = Flux.range(0, 8).flatMap(_ -> expiry.look(END, GRACE_OVER.plusSeconds(2)));
            assertThat(TestPlatform.await(looks.reduce(0L, Long::sum))).isEqualTo(1);
            assertThat(TestPlatform.await(expiry.look(END, GRACE_OVER.plusSeconds(3)))).isZero();

            var log =
                    TestPlatform.await(
                            application.bean(EventStore.class).load(ID.text()).collectList());
            assertThat(log)
                    .extracting(RecordedEvent::event)
                    .hasExactlyElementsOfTypes(
                            AcceleratorCreated.class, AcceleratorSuspended.class);
            assertThat(log.getLast().actor().account()).isEqualTo("local");
            var views = application.bean(AcceleratorViews.class);
            assertThat(TestPlatform.await(views.find(ID)).forwards()).isFalse();
            assertThat(TestPlatform.await(views.find(LATER)).forwards()).isTrue();
            assertThat(application.json("/v1/accelerators/ga-1").at("/warnings/0/stage").asString())
                    .isEqualTo("SUSPENDED");
            assertThat(application.json("/v1/accelerators/ga-2").at("/warnings").isEmpty())
                    .isTrue();
        }
    }

    private static void create(RunningApplication application, AcceleratorId id, Instant end) {
        var created =
                new AcceleratorCreated(id, new SpecificationLimits("SMALL_I", 1, 20, 5_000), end);
        var change =
                new Change(
                        new Actor("local", "ann", "", "request"),
                        Instant.parse("2026-01-01T00:00:00Z"),
                        List.of(new Append(id.text(), 0, List.of(created))));
        assertThat(TestPlatform.await(application.bean(EventStore.class).append(change)))
                .hasSize(1);
    }
}
