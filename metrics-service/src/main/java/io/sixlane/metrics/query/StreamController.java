package io.sixlane.metrics.query;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.identity.Role;
import io.sixlane.configuration.log.Actor;
import io.sixlane.http.problem.ProblemType;
import io.sixlane.http.problem.RefusedException;
import io.sixlane.http.request.LeastRole;
import io.sixlane.metrics.query.LiveFigures.Second;
import io.sixlane.metrics.window.RelayWindows;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Figures of each second, while they are watched. */
@RestController
@LeastRole(Role.VIEWER)
@Tag(name = "metrics")
class StreamController {
    /** Streams of one account at this instance. */
    static final int MOST_STREAMS = 20;

    private static final Duration EVERY = Duration.ofSeconds(1);

    /** Reports of a window come until the end of the next one, or late. */
    private static final Duration LOOK_BACK = Duration.ofSeconds(25);

    private final RelayWindows windows;
    private final InstantSource time;
    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    StreamController(RelayWindows windows, InstantSource time) {
        this.windows = windows;
        this.time = time;
    }

    @GetMapping(
            path = "/v1/metrics/accelerators/{id}/stream",
            produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            operationId = "watchAcceleratorTraffic",
            summary = "Watch connections and bytes of an accelerator, second by second")
    Flux<ServerSentEvent<Second>> stream(@PathVariable String id, Actor caller) {
        var question =
                TrafficQuestion.parse(
                        id, null, null, null, TrafficQuestion.LONGEST, time.instant());
        return Flux.defer(
                () -> {
                    enter(caller.account());
                    return seconds(question.acceleratorId(), caller.account())
                            .doFinally(_ -> leave(caller.account()));
                });
    }

    /** A second that the database cannot answer is part of the next one. */
    private Flux<ServerSentEvent<Second>> seconds(AcceleratorId id, String account) {
        var figures = new LiveFigures();
        return Flux.interval(Duration.ZERO, EVERY)
                .onBackpressureDrop()
                .concatMap(
                        _ ->
                                Mono.fromCallable(() -> look(figures, id, account))
                                        .subscribeOn(Schedulers.boundedElastic())
                                        .onErrorResume(
                                                DataAccessException.class, _ -> Mono.empty()),
                        1)
                .map(second -> ServerSentEvent.builder(second).event("second").build());
    }

    private Second look(LiveFigures figures, AcceleratorId id, String account) {
        var now = time.instant();
        return figures.since(now, windows.latest(id, account, now.minus(LOOK_BACK)));
    }

    private void enter(String account) {
        open.merge(
                account,
                1,
                (held, _) -> {
                    if (held >= MOST_STREAMS) {
                        throw new RefusedException(
                                ProblemType.TOO_MANY_READS,
                                "An account reads at most %s streams of traffic; close one first"
                                        .formatted(MOST_STREAMS));
                    }
                    return held + 1;
                });
    }

    private void leave(String account) {
        open.computeIfPresent(account, (_, held) -> held == 1 ? null : held - 1);
    }
}
