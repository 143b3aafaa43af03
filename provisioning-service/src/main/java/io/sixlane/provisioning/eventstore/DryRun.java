package io.sixlane.provisioning.eventstore;

import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * The wish of a request that nothing is written. Stands in the Reactor context of the request; the
 * event store itself obeys it, so that no way of changing anything can forget it.
 */
public final class DryRun {
    private static final DryRun WISH = new DryRun();

    private DryRun() {}

    public static Context in(Context context) {
        return context.put(DryRun.class, WISH);
    }

    public static boolean isIn(ContextView context) {
        return context.hasKey(DryRun.class);
    }
}
