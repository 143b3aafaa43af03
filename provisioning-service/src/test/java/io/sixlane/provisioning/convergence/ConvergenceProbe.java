package io.sixlane.provisioning.convergence;

import org.springframework.context.ApplicationContext;

/** How much a running service looks at relays for its streams. */
public final class ConvergenceProbe {
    private final ConvergenceQueries queries;

    private ConvergenceProbe(ConvergenceQueries queries) {
        this.queries = queries;
    }

    public static ConvergenceProbe in(ApplicationContext context) {
        return new ConvergenceProbe(context.getBean(ConvergenceQueries.class));
    }

    /** Accelerators with watchers. */
    public int watched() {
        return queries.watched();
    }
}
