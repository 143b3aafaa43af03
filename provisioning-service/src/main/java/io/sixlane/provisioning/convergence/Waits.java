package io.sixlane.provisioning.convergence;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.http.problem.MalformedRequestException;
import io.sixlane.provisioning.eventstore.AppendObserver;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Holds answers back for {@code ?wait=30s} until the change is programmed everywhere or that time
 * has passed: then the answer is 202. Headers show the outcome, too.
 */
@Component
public final class Waits {
    /** {@code true}, or {@code false} when the time was over first. */
    static final String PROGRAMMED = "Sixlane-Programmed";

    /** Relays that are late and why, one header each of the first. */
    static final String LATE = "Sixlane-Late";

    /** Relays that were not waited for, one header each of the first. */
    static final String DEAD = "Sixlane-Dead";

    private static final String ATTRIBUTE = Waits.class.getName();
    private static final int MOST_LATE = 20;
    private static final int MOST_DEAD = 10;

    private final ConvergenceQueries queries;

    Waits(ConvergenceQueries queries) {
        this.queries = queries;
    }

    /**
     * The wait that the request asks for; {@link AppendObserver#NONE} without one.
     *
     * @throws MalformedRequestException unless the parameter is 1s to 60s
     */
    public AppendObserver of(ServerWebExchange exchange) {
        return WaitParameter.of(exchange.getRequest())
                .<AppendObserver>map(patience -> begin(patience, exchange))
                .orElse(AppendObserver.NONE);
    }

    /** The wait of the request; null without one. */
    static @Nullable Wait waitOf(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }

    private Wait begin(Duration patience, ServerWebExchange exchange) {
        var wait = new Wait(queries, patience);
        exchange.getAttributes().put(ATTRIBUTE, wait);
        return wait;
    }

    static void addHeaders(Wait.Outcome outcome, HttpHeaders headers) {
        var where = where(outcome.changed());
        headers.set(PROGRAMMED, Boolean.toString(outcome.programmed()));
        HeaderWords.of(outcome.late(), MOST_LATE, where).forEach(value -> headers.add(LATE, value));
        HeaderWords.of(outcome.dead(), MOST_DEAD, where).forEach(value -> headers.add(DEAD, value));
    }

    private static String where(List<AcceleratorId> changed) {
        return "/v1/accelerators/%s/convergence"
                .formatted(changed.size() == 1 ? changed.getFirst() : "{id}");
    }
}
