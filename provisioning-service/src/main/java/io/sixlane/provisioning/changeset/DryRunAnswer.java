package io.sixlane.provisioning.changeset;

import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.provisioning.changeset.RelayWork.Action;
import io.sixlane.provisioning.changeset.RelayWork.Cost;
import io.sixlane.provisioning.history.FieldView;
import io.sixlane.provisioning.relaystatus.RelayLoad;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The effect that a change would have. Nothing is written.
 *
 * @param events in the order of the log, of all streams
 * @param changes field by field, of each accelerator
 * @param relays the steps of each relay; a region without a living relay has one entry without a
 *     relay
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
     * @param connections open connections of this listener that would drain; null when unknown: no
     *     relay lives, it does not report them, or only some of them would drain
     * @param connectionsAtMost an upper bound of those; null when unknown
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
         * @param open connections of the listener; null when no relay lives
         */
        static Step of(RelayWork work, RelayLoad.@Nullable Open open) {
            var drain = drain(work.cost(), open);
            return new Step(
                    work.action(),
                    work.listenerId(),
                    work.name(),
                    work.protocol(),
                    work.ports(),
                    drain == null ? null : drain.known(),
                    drain == null ? null : drain.most());
        }

        private static RelayLoad.@Nullable Open drain(Cost cost, RelayLoad.@Nullable Open open) {
            return switch (cost) {
                case NONE -> new RelayLoad.Open(0L, 0);
                case SOME ->
                        open == null || open.most() == 0
                                ? open
                                : new RelayLoad.Open(null, open.most());
                case ALL -> open;
            };
        }
    }
}
