package io.sixlane.relay.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.relay.RelayStatus.AdmittedConnections;
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
                        new AdmittedConnections(ONE, 1, 1),
                        new AdmittedConnections(ONE, 2, 1),
                        new AdmittedConnections(TWO, 1, 1));
    }

    @Test
    void a_revision_is_dropped_with_its_last_connection_and_may_return() {
        var count = revisions.enter(ONE, 7);
        count.leave();
        assertThat(revisions.open()).isEmpty();
        var again = revisions.enter(ONE, 7);
        assertThat(again).isNotSameAs(count);
        assertThat(revisions.open()).containsExactly(new AdmittedConnections(ONE, 7, 1));
    }

    @Test
    void reports_the_revisions_with_the_most_connections() {
        revisions.enter(ONE, 1);
        revisions.enter(ONE, 2);
        revisions.enter(ONE, 2);
        revisions.enter(ONE, 2);
        revisions.enter(TWO, 1);
        revisions.enter(TWO, 1);
        assertThat(revisions.most(2))
                .containsExactly(
                        new AdmittedConnections(ONE, 2, 3), new AdmittedConnections(TWO, 1, 2));
    }
}
