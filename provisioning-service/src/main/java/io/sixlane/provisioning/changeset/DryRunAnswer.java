package io.sixlane.provisioning.changeset;

import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.provisioning.changeset.RelayWork.Action;
import io.sixlane.provisioning.history.FieldView;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What would happen. Nothing was written.
 *
 * @param events in the order they would stand in the log, of all streams
 * @param changes what would differ, field by field, of each accelerator
 * @param relays what each relay would do; a region whose relays are not known stands there once,
 *     without a relay
 */
record DryRunAnswer(
        boolean dryRun, List<Event> events, List<FieldView> changes, List<Relay> relays) {
    DryRunAnswer {
        events = List.copyOf(events);
        changes = List.copyOf(changes);
        relays = List.copyOf(relays);
    }

    record Event(String streamId, long revision, String type, JsonNode event) {}

    record Relay(@Nullable String relay, String region, List<Step> steps) {
        Relay {
            steps = List.copyOf(steps);
        }
    }

    /**
     * @param connections open connections of this listener that would drain; null when not known,
     *     because relays count them over all listeners
     * @param connectionsAtMost all that the relay has open; null when not known
     */
    record Step(
            Action action,
            ListenerId listenerId,
            String name,
            Protocol protocol,
            List<PortRange> ports,
            @Nullable Long connections,
            @Nullable Long connectionsAtMost) {
        Step {
            ports = List.copyOf(ports);
        }

        /**
         * @param open connections of the relay; null when not known
         */
        static Step of(RelayWork work, @Nullable Long open) {
            var most = work.action().costsConnections() ? open : Long.valueOf(0);
            return new Step(
                    work.action(),
                    work.listenerId(),
                    work.name(),
                    work.protocol(),
                    work.ports(),
                    most != null && most == 0 ? most : null,
                    most);
        }
    }
}
