package io.sixlane.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Given events, when a command, then a decision: how the tests of a pure decider read. Immutable,
 * so one specification serves a whole test class.
 *
 * @param <S> the state that events evolve, possibly null at first
 * @param <C> the commands
 * @param <E> the events
 * @param <D> the decisions, compared with equals: events accepted, or a refusal
 */
public final class DeciderSpecification<S extends @Nullable Object, C, E, D> {
    private final S state;
    private final BiFunction<S, C, D> decide;
    private final BiFunction<S, E, S> evolve;

    private DeciderSpecification(S state, BiFunction<S, C, D> decide, BiFunction<S, E, S> evolve) {
        this.state = state;
        this.decide = decide;
        this.evolve = evolve;
    }

    /** A specification of the decider with these two functions, without events. */
    public static <S extends @Nullable Object, C, E, D> DeciderSpecification<S, C, E, D> of(
            S initial, BiFunction<S, C, D> decide, BiFunction<S, E, S> evolve) {
        return new DeciderSpecification<>(initial, decide, evolve);
    }

    /** Adds events to the given state. */
    @SafeVarargs
    public final DeciderSpecification<S, C, E, D> given(E... events) {
        var evolved = state;
        for (var event : events) {
            evolved = evolve.apply(evolved, event);
        }
        return new DeciderSpecification<>(evolved, decide, evolve);
    }

    /** Decides, twice: a decision that depends on anything but state and command shows. */
    public Decided<D> when(C command) {
        var decision = decide.apply(state, command);
        assertThat(decide.apply(state, command)).as("decided again").isEqualTo(decision);
        return new Decided<>(decision);
    }

    /** The decision. */
    public record Decided<D>(D decision) {
        public void then(D expected) {
            assertThat(decision).isEqualTo(expected);
        }
    }
}
