package io.sixlane.http.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.sixlane.http.problem.RefusedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

class AccountReadsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final AccountReads reads = new AccountReads(2, PATIENCE, time);
    private final List<Sinks.Empty<Void>> started = new ArrayList<>();

    @Test
    void reads_of_an_account_run_in_turn_and_those_of_another_beside_them() {
        var first = read("greedy").toFuture();
        read("greedy").subscribe();
        var third = read("greedy").toFuture();
        var fourth = read("greedy").toFuture();
        assertThat(started).hasSize(2);

        read("modest").subscribe();
        assertThat(started).hasSize(3);

        answer(0);
        assertThat(first).isDone();
        assertThat(started).hasSize(4);
        answer(3);
        assertThat(third).isDone();
        assertThat(fourth).isNotDone();
        assertThat(started).hasSize(5);
    }

    @Test
    void a_read_that_waits_too_long_is_refused_with_retry_after() {
        read("greedy").subscribe();
        read("greedy").subscribe();

        StepVerifier.create(read("greedy"))
                .then(() -> time.advanceTimeBy(PATIENCE))
                .expectErrorSatisfies(
                        e -> {
                            var problem = ((RefusedException) e).problem();
                            assertThat(problem.name()).isEqualTo("too-many-reads");
                            assertThat(problem.headers()).containsEntry("Retry-After", "1");
                        })
                .verify();

        answer(0);
        read("greedy").subscribe();
        assertThat(started).hasSize(3);
    }

    @Test
    void one_waiting_read_too_many_is_refused_at_once() {
        for (var i = 0; i < 2 + AccountReads.MOST_WAITING; i++) {
            read("greedy").subscribe(_ -> {}, _ -> {});
        }

        StepVerifier.create(read("greedy")).expectError(RefusedException.class).verify();
    }

    @Test
    void a_caller_that_goes_away_leaves_its_place() {
        var running = read("greedy").subscribe();
        read("greedy").subscribe();
        var waiting = read("greedy").subscribe();
        read("greedy").subscribe();

        waiting.dispose();
        running.dispose();
        time.advanceTime();

        assertThat(started).hasSize(3);
    }

    @Test
    void a_read_that_fails_leaves_its_place() {
        for (var i = 0; i < 5; i++) {
            assertThatCode(
                            () ->
                                    reads.inTurn("greedy", Mono.error(new IllegalStateException()))
                                            .block())
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void no_slot_leaks_however_callers_come_and_go() {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var busy = new AccountReads(2, Duration.ofMillis(2), Schedulers.parallel());
        var read =
                Mono.defer(
                        () -> {
                            var counted = new CountedRead(running);
                            most.accumulateAndGet(running.incrementAndGet(), Math::max);
                            return Mono.delay(Duration.ofMillis(1))
                                    .then()
                                    .doOnTerminate(counted::end)
                                    .doOnCancel(counted::end);
                        });

        Flux.range(0, 3_000)
                .flatMap(
                        i ->
                                busy.inTurn("greedy", read)
                                        .timeout(Duration.ofMillis(i % 4 + 1))
                                        .onErrorComplete()
                                        .subscribeOn(Schedulers.parallel()),
                        16)
                .blockLast(Duration.ofSeconds(30));

        assertThat(most).hasValue(2);
        StepVerifier.create(
                        Flux.range(0, 2)
                                .flatMap(
                                        _ ->
                                                busy.inTurn(
                                                        "greedy",
                                                        Mono.delay(Duration.ofMillis(50)).then())))
                .verifyComplete();
    }

    /** Counts a read out once, also when its end and its cancellation race. */
    private static final class CountedRead {
        private final AtomicInteger running;
        private boolean ended;

        CountedRead(AtomicInteger running) {
            this.running = running;
        }

        synchronized void end() {
            if (!ended) {
                ended = true;
                running.decrementAndGet();
            }
        }
    }

    private Mono<Void> read(String account) {
        return reads.inTurn(
                account,
                Mono.defer(
                        () -> {
                            var answer = Sinks.<Void>empty();
                            started.add(answer);
                            return answer.asMono();
                        }));
    }

    private void answer(int index) {
        started.get(index).tryEmitEmpty().orThrow();
        time.advanceTime();
    }
}
