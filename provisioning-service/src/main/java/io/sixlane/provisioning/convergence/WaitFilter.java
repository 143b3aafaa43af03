package io.sixlane.provisioning.convergence;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.http.problem.MalformedRequestException;
import io.sixlane.provisioning.eventstore.AppendObserver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * {@code ?wait=30s} on any mutation: the answer, otherwise the same, comes when the change is
 * programmed everywhere or after that time, and its headers say which.
 */
@Component
final class WaitFilter implements WebFilter {
    /** {@code true}, or {@code false} when the time was over first. */
    static final String PROGRAMMED = "Sixlane-Programmed";

    /** Who is not there yet and why, one header each of the first. */
    static final String LATE = "Sixlane-Late";

    /** Relays that were not waited for, one header each of the first. */
    static final String DEAD = "Sixlane-Dead";

    private static final int MOST_LATE = 20;
    private static final int MOST_DEAD = 10;

    private final ConvergenceQueries queries;

    WaitFilter(ConvergenceQueries queries) {
        this.queries = queries;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var patience = patience(exchange);
        if (patience.isEmpty()) {
            return chain.filter(exchange);
        }
        var wait = new Wait(queries, patience.get());
        var response = exchange.getResponse();
        response.beforeCommit(
                () -> wait.await().then(Mono.fromRunnable(() -> say(wait, response.getHeaders()))));
        return chain.filter(exchange).contextWrite(c -> c.put(AppendObserver.class, wait));
    }

    /** A bad one is refused where all bad requests are. */
    private static Optional<Duration> patience(ServerWebExchange exchange) {
        try {
            return WaitParameter.of(exchange.getRequest());
        } catch (MalformedRequestException _) {
            return Optional.empty();
        }
    }

    private static void say(Wait wait, HttpHeaders headers) {
        var outcome = wait.outcome();
        if (outcome != null) {
            say(outcome, headers);
        }
    }

    static void say(Wait.Outcome outcome, HttpHeaders headers) {
        var where = where(outcome.changed());
        headers.set(PROGRAMMED, Boolean.toString(outcome.programmed()));
        HeaderWords.of(outcome.late(), MOST_LATE, where).forEach(said -> headers.add(LATE, said));
        HeaderWords.of(outcome.dead(), MOST_DEAD, where).forEach(said -> headers.add(DEAD, said));
    }

    private static String where(List<AcceleratorId> changed) {
        return "/v1/accelerators/%s/convergence"
                .formatted(changed.size() == 1 ? changed.getFirst() : "{id}");
    }
}
