package io.sixlane.gateway.route;

import java.util.Locale;

/** A service behind the gateway. */
enum Upstream {
    IDENTITY,
    CATALOG,
    PROVISIONING,
    METRICS;

    /** The name in messages and route ids: {@code catalog}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
