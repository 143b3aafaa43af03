package io.sixlane.relay.status;

import static io.sixlane.relay.listener.Fixtures.accelerator;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppliedRevisionsTest {
    private static final AcceleratorId ID = new AcceleratorId("ga-1");
    private static final List<ApplyFailure> FAILED =
            List.of(new ApplyFailure(new ListenerId("lsr-1"), "cannot bind [::1]:80"));

    private final AppliedRevisions applied = new AppliedRevisions();

    @Test
    void the_effective_revision_is_the_last_one_without_failures() {
        assertThat(effectiveAfter(1, FAILED)).isZero();
        assertThat(effectiveAfter(2, List.of())).isEqualTo(2);
        assertThat(effectiveAfter(3, FAILED)).isEqualTo(2);
        assertThat(effectiveAfter(3, List.of())).isEqualTo(3);
    }

    @Test
    void reports_the_trace_of_the_applied_revision() {
        applied.traced(ID, 2, "00-trace-of-2");

        applied.applied(record(1), List.of());
        assertThat(applied.take().getFirst().traceparent()).isNull();
        applied.applied(record(2), FAILED);
        assertThat(applied.take().getFirst().traceparent()).isEqualTo("00-trace-of-2");
        applied.applied(record(2), List.of());
        assertThat(applied.take().getFirst().traceparent()).isEqualTo("00-trace-of-2");
    }

    @Test
    void reports_an_unreadable_record_until_an_equally_new_revision_is_applied() {
        var why = new ApplyFailure(null, "revision 3 is not understood");
        effectiveAfter(2, List.of());

        applied.notUnderstood(ID, 3, why.reason(), record(2));
        assertThat(applied.take())
                .singleElement()
                .satisfies(
                        report -> {
                            assertThat(report.revision()).isEqualTo(2);
                            assertThat(report.effectiveRevision()).isEqualTo(2);
                            assertThat(report.failures()).containsExactly(why);
                        });
        applied.applied(record(2), FAILED);
        assertThat(applied.take().getFirst().failures()).containsExactly(FAILED.getFirst(), why);
        applied.applied(record(3), List.of());
        assertThat(applied.take().getFirst().failures()).isEmpty();
    }

    @Test
    void reports_an_unreadable_record_of_an_unknown_accelerator() {
        applied.notUnderstood(ID, 0, "revision unknown is not understood", null);

        assertThat(applied.take())
                .singleElement()
                .satisfies(
                        report -> {
                            assertThat(report.id()).isEqualTo(ID);
                            assertThat(report.revision()).isZero();
                            assertThat(report.failures()).hasSize(1);
                        });
    }

    private long effectiveAfter(long revision, List<ApplyFailure> failures) {
        applied.applied(record(revision), failures);
        return applied.take().getFirst().effectiveRevision();
    }

    private static AcceleratorRecord record(long revision) {
        return accelerator("ga-1", revision, "::1", 9);
    }
}
