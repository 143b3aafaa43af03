package io.sixlane.provisioning.changeset;

import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.provisioning.changeset.RelayWork.Action;
import io.sixlane.provisioning.changeset.RelayWork.Cost;
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
     * @param connections open connections of this listener that would drain; null when not known:
     *     no relay was heard of, it does not say, or the change concerns only some of them
     * @param connectionsAtMost no more than these would drain; null when not known
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
         * @param open connections of the listener; null when no relay was heard of
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
