package io.sixlane.standalone.demo;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Conditions that the demo waits for, read from the public API's answers. */
final class Conditions {

    private Conditions() {}

    /** The Programmed condition of a relay that serves the accelerator's revision. */
    static Optional<JsonNode> serving(JsonNode accelerator) {
        var revision = accelerator.path("revision").asLong(0);
        return accelerator
                .path("conditions")
                .valueStream()
                .filter(condition -> condition.path("type").asString("").equals("Programmed"))
                .filter(condition -> condition.path("status").asString("").equals("TRUE"))
                .filter(condition -> condition.path("observedRevision").asLong(0) >= revision)
                .findFirst();
    }

    /** Whether the totals hold a connection and bytes in both directions. */
    static boolean measured(JsonNode metrics) {
        var totals = metrics.path("totals");
        return totals.path("connectionsOpened").asLong(0) > 0
                && totals.path("bytesIn").asLong(0) > 0
                && totals.path("bytesOut").asLong(0) > 0;
    }
}
