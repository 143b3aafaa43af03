package io.sixlane.audit.replay;

import io.sixlane.audit.source.RawMessage;
import io.sixlane.configuration.image.AcceleratorRemoved;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.relay.RelayStatus;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorApplied;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The revisions that each relay had reported as applied by a moment, the last of each accelerator.
 * Reports of an earlier process of the relay count until a later one reports anything.
 */
public final class AppliedByRelays {
    private final Instant at;
    private final Map<String, Relay> relays = new HashMap<>();

    /**
     * @param revision that it had applied, as far as {@code failures} is empty
     * @param effectiveRevision the last that ran whole, 0 for none
     * @param at when the relay reported it, by its clock
     * @param failures in words
     */
    public record Applied(
            String relayId,
            String acceleratorId,
            long revision,
            long effectiveRevision,
            Instant at,
            List<String> failures) {
        public Applied {
            failures = List.copyOf(failures);
        }
    }

    private static final class Relay {
        private Instant incarnation = Instant.MIN;
        private final Map<String, AcceleratorApplied> applied = new HashMap<>();

        /** Whether reports of this process count. */
        private boolean isNewest(Instant process) {
            if (process.isAfter(incarnation)) {
                incarnation = process;
                applied.clear();
            }
            return process.equals(incarnation);
        }

        private void keep(AcceleratorApplied newer) {
            applied.merge(
                    newer.acceleratorId().text(),
                    newer,
                    (held, next) -> next.at().isBefore(held.at()) ? held : next);
        }
    }

    /**
     * @param at included; {@link Instant#MAX} for all that is kept
     */
    public AppliedByRelays(Instant at) {
        this.at = at;
    }

    /** A message of the status topic; an unreadable one is ignored. */
    public void accept(RawMessage message) {
        RelayStatus status;
        try {
            status = ConfigurationJson.read(message.json(), RelayStatus.class);
        } catch (IllegalArgumentException _) {
            return;
        }
        if (status instanceof AcceleratorApplied applied) {
            accept(applied);
        } else if (status instanceof Heartbeat beat && !beat.at().isAfter(at)) {
            var _ = relay(beat.relayId()).isNewest(beat.incarnation());
        }
    }

    private void accept(AcceleratorApplied applied) {
        var relay = relay(applied.relayId());
        if (!applied.at().isAfter(at) && relay.isNewest(applied.incarnation())) {
            relay.keep(applied);
        }
    }

    /**
     * A row of the table of the provisioning service, for the process that runs now. The table
     * numbers processes differently from the topic.
     */
    public void noted(AcceleratorApplied applied) {
        if (!applied.at().isAfter(at)) {
            relay(applied.relayId()).keep(applied);
        }
    }

    private Relay relay(String id) {
        return relays.computeIfAbsent(id, _ -> new Relay());
    }

    /**
     * The applied revisions by region, then by relay and accelerator. Omits removed accelerators
     * whose removal the relay had applied.
     *
     * @param regions that are there even when nothing is known of their relays
     */
    public SortedMap<String, List<Applied>> byRegion(Collection<String> regions, Moment moment) {
        var byRegion = new TreeMap<String, List<Applied>>();
        regions.forEach(region -> byRegion.put(region, new ArrayList<>()));
        relays.values().stream()
                .flatMap(relay -> relay.applied.values().stream())
                .filter(applied -> !isRemoved(applied, moment))
                .sorted(
                        Comparator.comparing(AcceleratorApplied::relayId)
                                .thenComparing(AcceleratorApplied::acceleratorId))
                .forEach(
                        applied ->
                                byRegion.computeIfAbsent(applied.region(), _ -> new ArrayList<>())
                                        .add(applied(applied)));
        return byRegion;
    }

    private static boolean isRemoved(AcceleratorApplied applied, Moment moment) {
        return moment.find(applied.acceleratorId().text()) instanceof AcceleratorRemoved removed
                && applied.revision() >= removed.revision();
    }

    private static Applied applied(AcceleratorApplied applied) {
        return new Applied(
                applied.relayId(),
                applied.acceleratorId().text(),
                applied.revision(),
                applied.effectiveRevision(),
                applied.at(),
                applied.failures().stream().map(ApplyFailure::words).toList());
    }
}
