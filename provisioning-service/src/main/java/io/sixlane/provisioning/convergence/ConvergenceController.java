package io.sixlane.provisioning.convergence;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.identity.Role;
import io.sixlane.http.request.Caller;
import io.sixlane.http.request.LeastRole;
import io.sixlane.provisioning.request.PathIds;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Where an accelerator stands on every relay. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping("/v1/accelerators/{id}/convergence")
class ConvergenceController {
    /** Proxies close connections that are silent for a minute. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

    private final ConvergenceQueries queries;
    private final OpenStreams streams;

    ConvergenceController(ConvergenceQueries queries, OpenStreams streams) {
        this.queries = queries;
        this.streams = streams;
    }

    @GetMapping
    Mono<Convergence> find(Caller caller, @PathVariable String id) {
        return queries.find(PathIds.accelerator(id), caller.account());
    }

    /**
     * Now, and each time it changes; the id of an event is the desired revision. The last event, of
     * an accelerator that was deleted, is named {@code deleted}.
     */
    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Convergence>> stream(Caller caller, @PathVariable String id) {
        var accelerator = PathIds.accelerator(id);
        var account = caller.account();
        return queries.find(accelerator, account)
                .thenMany(streams.open(account, Flux.defer(() -> events(accelerator))));
    }

    private Flux<ServerSentEvent<Convergence>> events(AcceleratorId accelerator) {
        var end = Sinks.<Void>empty();
        var changes =
                queries.watch(accelerator)
                        .takeUntil(Convergence::deleted)
                        .map(ConvergenceController::event)
                        .doFinally(
                                _ -> {
                                    var _ = end.tryEmitEmpty();
                                });
        var signs =
                Flux.interval(SIGN_OF_LIFE)
                        .map(_ -> ServerSentEvent.<Convergence>builder().comment("alive").build())
                        .takeUntilOther(end.asMono());
        return Flux.merge(changes, signs);
    }

    private static ServerSentEvent<Convergence> event(Convergence convergence) {
        return ServerSentEvent.builder(convergence)
                .id(Long.toString(convergence.desiredRevision()))
                .event(convergence.deleted() ? "deleted" : "convergence")
                .build();
    }
}
