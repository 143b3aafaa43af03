package io.sixlane.provisioning.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.provisioning.eventstore.AppendObserver;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class TurnsTest {
    private static final AcceleratorId ONE = new AcceleratorId("ga-1");
    private static final AcceleratorId OTHER = new AcceleratorId("ga-2");

    private final Turns turns = new Turns();
    private final List<String> begun = new ArrayList<>();

    @Test
    void changes_of_one_accelerator_come_one_after_the_other() {
        var first = begin(ONE, "first");
        var second = begin(ONE, "second");
        begin(ONE, "third");
        begin(OTHER, "of another");
        assertThat(begun).containsExactly("first", "of another");

        first.work().tryEmitEmpty();
        assertThat(begun).containsExactly("first", "of another", "second");

        second.work().tryEmitError(new IllegalStateException("refused"));
        assertThat(begun).containsExactly("first", "of another", "second", "third");
    }

    @Test
    void who_went_away_is_not_waited_for() {
        var first = begin(ONE, "first");
        var second = begin(ONE, "second");
        begin(ONE, "third");

        second.subscription().dispose();
        assertThat(begun).containsExactly("first");

        first.subscription().dispose();
        assertThat(begun).containsExactly("first", "third");
    }

    /** It lasts until every relay has it. */
    @Test
    void a_change_that_is_observed_neither_waits_nor_is_waited_for() {
        AppendObserver observer = (_, _) -> Mono.never();
        begin(ONE, "first");

        var _ =
                turns.take(ONE, work("observed", Sinks.empty()))
                        .contextWrite(context -> context.put(AppendObserver.class, observer))
                        .subscribe();

        assertThat(begun).containsExactly("first", "observed");
    }

    private record Begun(Sinks.Empty<Void> work, Disposable subscription) {}

    private Begun begin(AcceleratorId id, String name) {
        var work = Sinks.<Void>empty();
        return new Begun(work, turns.take(id, work(name, work)).onErrorComplete().subscribe());
    }

    private Mono<Void> work(String name, Sinks.Empty<Void> until) {
        return Mono.defer(
                () -> {
                    begun.add(name);
                    return until.asMono();
                });
    }
}
