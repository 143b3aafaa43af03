package io.sixlane.provisioning.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.OfHistory.ChangeQueueFull;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class ChangeQueuesTest {
    private static final String ONE = "ga-1";
    private static final String OTHER = "ga-2";

    private final ChangeQueues queues = new ChangeQueues(Schedulers.immediate());
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
    void a_cancelled_change_is_not_waited_for() {
        var first = begin(ONE, "first");
        var second = begin(ONE, "second");
        begin(ONE, "third");

        second.subscription().dispose();
        assertThat(begun).containsExactly("first");

        first.subscription().dispose();
        assertThat(begun).containsExactly("first", "third");
    }

    @Test
    void changes_of_two_accelerators_take_turns_at_what_they_share() {
        var first = begin(List.of(ONE, "pool-a"), "first");
        begin(List.of(OTHER, "pool-a"), "second");
        assertThat(begun).containsExactly("first");

        first.work().tryEmitEmpty();
        assertThat(begun).containsExactly("first", "second");
    }

    @Test
    void thousands_of_cancelled_changes_leave_the_queue_to_the_next() {
        for (var round = 0; round < 20; round++) {
            var slow = begin(ONE, "slow");
            var waiters =
                    IntStream.range(0, ChangeQueues.MOST_WAITING - 1)
                            .mapToObj(_ -> begin(ONE, "cancelled").subscription())
                            .toList();
            var last = begin(ONE, "last");
            waiters.forEach(Disposable::dispose);
            slow.work().tryEmitEmpty();
            last.work().tryEmitEmpty();
        }

        assertThat(begun).hasSize(40).doesNotContain("cancelled").endsWith("slow", "last");
    }

    @Test
    void turns_that_end_at_once_do_not_pile_up_on_one_stack() {
        var parallel = new ChangeQueues(Schedulers.parallel());
        var slow = Sinks.<Void>empty();
        var ended = new AtomicInteger();
        var all =
                Flux.range(0, ChangeQueues.MOST_WAITING)
                        .flatMap(
                                _ ->
                                        parallel.run(
                                                ONE,
                                                Mono.fromCallable(
                                                        () -> {
                                                            ended.incrementAndGet();
                                                            return Thread.currentThread()
                                                                    .getStackTrace()
                                                                    .length;
                                                        })),
                                ChangeQueues.MOST_WAITING);
        var first = parallel.run(ONE, slow.asMono()).subscribe();
        var depths = all.collectList().toFuture();
        slow.tryEmitEmpty();

        assertThat(depths)
                .succeedsWithin(Duration.ofSeconds(10))
                .satisfies(
                        found ->
                                assertThat(found)
                                        .hasSize(ChangeQueues.MOST_WAITING)
                                        .allMatch(depth -> depth < 200));
        assertThat(first.isDisposed()).isTrue();
        assertThat(ended).hasValue(ChangeQueues.MOST_WAITING);
    }

    @Test
    void one_change_too_many_is_refused_and_the_others_keep_their_places() {
        var slow = begin(ONE, "slow");
        IntStream.range(0, ChangeQueues.MOST_WAITING).forEach(_ -> begin(ONE, "waiting"));

        StepVerifier.create(queues.run(ONE, Mono.just("too many")))
                .expectErrorSatisfies(
                        e ->
                                assertThat(((RejectedException) e).reason())
                                        .isEqualTo(
                                                new ChangeQueueFull(
                                                        ONE, ChangeQueues.MOST_WAITING)))
                .verify(Duration.ofSeconds(1));
        slow.work().tryEmitEmpty();
        assertThat(begun).containsExactly("slow", "waiting");
    }

    private record Begun(Sinks.Empty<Void> work, Disposable subscription) {}

    private Begun begin(String streamId, String name) {
        return begin(List.of(streamId), name);
    }

    private Begun begin(List<String> streamIds, String name) {
        var work = Sinks.<Void>empty();
        return new Begun(
                work, queues.run(streamIds, work(name, work)).onErrorComplete().subscribe());
    }

    private Mono<Void> work(String name, Sinks.Empty<Void> until) {
        return Mono.defer(
                () -> {
                    begun.add(name);
                    return until.asMono();
                });
    }
}
