package io.sixlane.provisioning.convergence;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.provisioning.relaystatus.RelayStanding;
import java.util.List;
import java.util.stream.Stream;

/**
 * How far all relays are with one accelerator. Pure.
 *
 * @param programmed whether every living relay runs the desired revision whole, and every region
 *     has one
 * @param late who is not, and why, in words; empty when {@code programmed}
 * @param relays by id
 */
record Convergence(
        AcceleratorId acceleratorId,
        long desiredRevision,
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
                regionsOf(record).stream()
                        .filter(region -> relays.stream().noneMatch(r -> r.serves(region)))
                        .map("region %s: no living relay serves it"::formatted)
                        .toList();
        var late = late(relays, unserved, record.revision());
        return new Convergence(record.id(), record.revision(), late.isEmpty(), late, relays);
    }

    /** Who does not run {@code revision} whole, or a later one, when later ones do not count. */
    List<String> lateAt(long revision) {
        var known = relays.stream().map(RelayConvergence::lateness).toList();
        var unserved = late.stream().filter(said -> !known.contains(said)).toList();
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

    static List<String> regionsOf(AcceleratorRecord record) {
        return record instanceof AcceleratorImage image
                ? image.regions().stream().map(AccelerationRegion::region).toList()
                : List.of();
    }

    /** Relays that were not waited for because they are dead, and why that is known. */
    @JsonIgnore
    List<String> dead() {
        return relays.stream()
                .filter(relay -> relay.state() == RelayConvergence.State.DEAD)
                .map(RelayConvergence::lateness)
                .toList();
    }
}
