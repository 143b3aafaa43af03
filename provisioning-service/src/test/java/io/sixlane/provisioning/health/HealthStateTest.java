package io.sixlane.provisioning.health;

import static io.sixlane.provisioning.health.HealthState.ABNORMAL;
import static io.sixlane.provisioning.health.HealthState.INIT;
import static io.sixlane.provisioning.health.HealthState.NORMAL;
import static io.sixlane.provisioning.health.HealthState.PARTIALLY_ABNORMAL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HealthStateTest {
    @Test
    void a_whole_has_the_state_of_its_parts_or_is_partial_when_they_differ() {
        assertThat(HealthState.of(List.of())).isEqualTo(INIT);
        assertThat(HealthState.of(List.of(INIT, INIT))).isEqualTo(INIT);
        assertThat(HealthState.of(List.of(INIT, NORMAL))).isEqualTo(NORMAL);
        assertThat(HealthState.of(List.of(ABNORMAL, ABNORMAL))).isEqualTo(ABNORMAL);
        assertThat(HealthState.of(List.of(NORMAL, ABNORMAL))).isEqualTo(PARTIALLY_ABNORMAL);
        assertThat(HealthState.of(List.of(PARTIALLY_ABNORMAL, NORMAL)))
                .isEqualTo(PARTIALLY_ABNORMAL);
    }
}
