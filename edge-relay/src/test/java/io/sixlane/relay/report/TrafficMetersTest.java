package io.sixlane.relay.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorId;
import org.junit.jupiter.api.Test;

class TrafficMetersTest {
    private static final AcceleratorId ID = new AcceleratorId("ga-1");

    private final TrafficMeters meters = new TrafficMeters();

    @Test
    void one_that_left_is_there_until_it_is_reported() {
        var traffic = meters.of(ID, "local");
        meters.forget(ID);
        assertThat(meters.all()).containsEntry(ID, traffic);
        assertThat(meters.dropIfLeaving(ID)).isTrue();
        assertThat(meters.all()).isEmpty();
    }

    @Test
    void one_that_came_back_stays() {
        var traffic = meters.of(ID, "local");
        meters.forget(ID);
        assertThat(meters.of(ID, "local")).isSameAs(traffic);
        assertThat(meters.dropIfLeaving(ID)).isFalse();
        assertThat(meters.all()).containsEntry(ID, traffic);
    }
}
