package io.sixlane.testsupport;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeciderSpecificationTest {
    /** An account from which no more can be withdrawn than was paid in. */
    private static final DeciderSpecification<Integer, Integer, Integer, String> ACCOUNT =
            DeciderSpecification.of(
                    0,
                    (balance, withdrawal) -> withdrawal <= balance ? "accepted" : "refused",
                    Integer::sum);

    @Test
    void decides_on_what_the_events_left() {
        ACCOUNT.when(1).then("refused");
        ACCOUNT.given(5, -2).when(3).then("accepted");
        ACCOUNT.given(5).given(-2).when(4).then("refused");
    }

    @Test
    void fails_on_another_decision() {
        var decided = ACCOUNT.given(5).when(3);

        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> decided.then("refused"));
    }

    @Test
    void fails_on_a_decider_that_is_not_pure() {
        var counter = new AtomicInteger();
        DeciderSpecification<Integer, Integer, Integer, Integer> impure =
                DeciderSpecification.of(0, (_, _) -> counter.incrementAndGet(), Integer::sum);

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> impure.when(1))
                .withMessageContaining("decided again");
    }
}
