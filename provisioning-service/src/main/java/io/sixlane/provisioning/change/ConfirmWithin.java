package io.sixlane.provisioning.change;

import java.time.Duration;
import java.util.Optional;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * The request's wish that its change takes itself back unless it is confirmed. Stands in the
 * Reactor context of the request.
 *
 * @param patience from the change on
 */
public record ConfirmWithin(Duration patience) {
    public Context in(Context context) {
        return context.put(ConfirmWithin.class, this);
    }

    static Optional<ConfirmWithin> of(ContextView context) {
        return context.getOrEmpty(ConfirmWithin.class);
    }
}
