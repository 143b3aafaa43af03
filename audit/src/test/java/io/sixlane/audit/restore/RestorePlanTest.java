package io.sixlane.audit.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.Accelerator;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.image.AcceleratorRemoved;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestorePlanTest {
    private static final Instant KEPT_SINCE = Instant.parse("2026-11-20T00:00:00Z");
    private static final AcceleratorRecord LONG_GONE = removed("ga-1", KEPT_SINCE.minusMillis(1));
    private static final AcceleratorRecord JUST_GONE = removed("ga-2", KEPT_SINCE);
    private static final AcceleratorRecord OLD_AND_THERE = image("ga-3", 1);

    @Test
    void a_removal_that_a_tombstone_followed_is_not_published_again() {
        var plan = plan(Map.of());

        assertThat(plan.missing()).containsExactly(JUST_GONE, OLD_AND_THERE);
        assertThat(plan.forgotten()).isEqualTo(1);
        assertThat(plan.toPublish(true)).doesNotContain(LONG_GONE);
    }

    @Test
    void a_removal_missing_from_the_topic_is_published_at_any_age() {
        var plan = plan(Map.of("ga-1", image("ga-1", 1), "ga-2", JUST_GONE));

        assertThat(plan.older()).containsExactly(LONG_GONE);
        assertThat(plan.missing()).containsExactly(OLD_AND_THERE);
        assertThat(plan.same()).isEqualTo(1);
        assertThat(plan.forgotten()).isZero();
    }

    private static RestorePlan plan(Map<String, AcceleratorRecord> held) {
        return RestorePlan.of(List.of(LONG_GONE, JUST_GONE, OLD_AND_THERE), held, KEPT_SINCE);
    }

    private static AcceleratorRecord removed(String id, Instant at) {
        return new AcceleratorRemoved(new AcceleratorId(id), 2, "0".repeat(64), at);
    }

    private static AcceleratorRecord image(String id, long revision) {
        return new AcceleratorImage(
                new AcceleratorId(id),
                revision,
                "0".repeat(64),
                Instant.EPOCH,
                Accelerator.bare("acme", new SpecificationLimits("SMALL_I", 1, 20, 5_000)));
    }
}
