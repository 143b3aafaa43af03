package io.sixlane.provisioning.convergence;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.provisioning.relaystatus.RelayStanding;
import io.sixlane.provisioning.relaystatus.RelayStatuses;
import java.util.List;
import java.util.stream.Stream;

/**
 * The progress of all relays with one accelerator. Pure.
 *
 * @param deleted whether the accelerator was deleted, and relays stop what they run of it
 * @param programmed whether every region has a living relay and each of them runs the desired
 *     revision whole
 * @param late which relays and regions are late, and why; empty when {@code programmed}
 * @param relays by id
 */
record Convergence(
        AcceleratorId acceleratorId,
        long desiredRevision,
        boolean deleted,
        boolean programmed,
        List<String> late,
        List<RelayConvergence> relays) {
    Convergence {
        late = List.copyOf(late);
        relays = List.copyOf(relays);
    }

    static Convergence of(AcceleratorRecord record, List<RelayStanding> standings) {
        var relays =
                standings.stream().map(standing -> RelayConvergence.of(standing, record)).toList();
        var unserved =
                RelayStatuses.regionsOf(record).stream()
                        .filter(region -> relays.stream().noneMatch(r -> r.serves(region)))
                        .map("region %s: no living relay serves it"::formatted)
                        .toList();
        var late = late(relays, unserved, record.revision());
        return new Convergence(
                record.id(),
                record.revision(),
                !(record instanceof AcceleratorImage),
                late.isEmpty(),
                late,
                relays);
    }

    /** The relays and regions that would be late if {@code revision} were the last one. */
    List<String> lateAt(long revision) {
        var known = relays.stream().map(RelayConvergence::lateness).toList();
        var unserved = late.stream().filter(line -> !known.contains(line)).toList();
        return late(relays, unserved, revision);
    }

    private static List<String> late(
            List<RelayConvergence> relays, List<String> unserved, long revision) {
        return Stream.concat(
                        relays.stream()
                                .filter(relay -> relay.isLateAt(revision))
                                .map(RelayConvergence::lateness),
                        unserved.stream())
                .toList();
    }

    /** The dead relays, each with the reason: a wait leaves them out. */
    @JsonIgnore
    List<String> dead() {
        return relays.stream()
                .filter(relay -> relay.state() == RelayConvergence.State.DEAD)
                .map(RelayConvergence::lateness)
                .toList();
    }
}
