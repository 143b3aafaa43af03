package io.sixlane.relay.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.relay.report.AdmittedRevisions.Admitted;

import org.junit.jupiter.api.Test;

class AdmittedRevisionsTest {
    private static final AcceleratorId ONE = new AcceleratorId("ga-1");
    private static final AcceleratorId TWO = new AcceleratorId("ga-2");

    private final AdmittedRevisions revisions = new AdmittedRevisions();

    @Test
    void counts_by_accelerator_and_revision_what_is_open() {
        var first = revisions.enter(ONE, 1);
        revisions.enter(ONE, 1);
        revisions.enter(ONE, 2);
        revisions.enter(TWO, 1);
        first.leave();
        assertThat(revisions.open())
                .containsExactlyInAnyOrder(
                        new Admitted(ONE, 1, 1), new Admitted(ONE, 2, 1), new Admitted(TWO, 1, 1));
    }

    @Test
    void a_revision_is_forgotten_with_its_last_connection_and_may_come_back() {
        var count = revisions.enter(ONE, 7);
        count.leave();
        assertThat(revisions.open()).isEmpty();
        var again = revisions.enter(ONE, 7);
        assertThat(again).isNotSameAs(count);
        assertThat(revisions.open()).containsExactly(new Admitted(ONE, 7, 1));
    }
}
