package io.sixlane.provisioning.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.provisioning.decision.Rejection.OfConfiguration.QuotaExceeded;
import org.junit.jupiter.api.Test;

class QuotaRulesTest {
    @Test
    void allows_as_many_as_the_limit_and_refuses_one_more() {
        assertThat(QuotaRules.refusal("things", 3, 4, 4)).isEmpty();
        assertThat(QuotaRules.refusal("things", 4, 5, 4))
                .contains(new QuotaExceeded("things", 4, 4));
    }

    @Test
    void never_refuses_what_does_not_grow() {
        assertThat(QuotaRules.refusal("things", 6, 6, 4)).isEmpty();
        assertThat(QuotaRules.refusal("things", 6, 5, 4)).isEmpty();
        assertThat(QuotaRules.refusal("things", 6, 7, 4))
                .contains(new QuotaExceeded("things", 4, 6));
    }
}
