package io.sixlane.provisioning.acceleratorapi;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.provisioning.acceleratorapi.Condition.Status;
import io.sixlane.provisioning.relaystatus.RelayProgress;
import io.sixlane.provisioning.relaystatus.RelayStanding;
import java.util.ArrayList;
import java.util.List;

/** Derives conditions from an accelerator and the standing of its relays. Pure. */
final class Conditions {
    private Conditions() {}

    /**
     * Accepted first, then for each region one Programmed per relay, or one without a relay.
     *
     * @param relays of any region; those outside the accelerator's regions are left out
     * @param logged the accelerator in the log, read after {@code relays}: {@code image} or a later
     *     one
     */
    static List<Condition> of(
            AcceleratorImage image, List<RelayStanding> relays, AcceleratorRecord logged) {
        var conditions = new ArrayList<Condition>();
        conditions.add(accepted(image));
        if (image.regions().isEmpty()) {
            conditions.add(unknown("NoRegion", "it has no acceleration region yet"));
        }
        for (var region : image.regions()) {
            conditions.addAll(of(image, region, relays, logged));
        }
        return List.copyOf(conditions);
    }

    /** The conditions while the standing of relays cannot be read. */
    static List<Condition> unread(AcceleratorImage image) {
        return List.of(
                accepted(image), unknown("NotRead", "the progress of its relays is not known yet"));
    }

    private static Condition accepted(AcceleratorImage image) {
        return new Condition(
                Condition.Type.Accepted,
                Status.TRUE,
                null,
                image.revision(),
                "Accepted",
                "revision %s is in the log".formatted(image.revision()));
    }

    private static List<Condition> of(
            AcceleratorImage image,
            AccelerationRegion region,
            List<RelayStanding> relays,
            AcceleratorRecord logged) {
        var here = relays.stream().filter(relay -> relay.region().equals(region.region())).toList();
        return here.isEmpty()
                ? List.of(
                        unknown("NoRelay", "no relay serves region %s".formatted(region.region())))
                : here.stream().map(relay -> of(image, relay, logged)).toList();
    }

    private static Condition of(
            AcceleratorImage image, RelayStanding relay, AcceleratorRecord logged) {
        var progress = RelayProgress.of(relay, image.revision(), logged);
        return switch (progress.state()) {
            case PROGRAMMED -> programmed(relay, Status.TRUE, "Programmed", progress);
            case FAILED -> programmed(relay, Status.FALSE, "ApplyFailed", progress);
            case DIVERGED -> programmed(relay, Status.FALSE, "Diverged", progress);
            case PENDING -> programmed(relay, Status.FALSE, "Pending", progress);
            case DEAD -> programmed(relay, Status.UNKNOWN, "RelaySilent", progress);
        };
    }

    private static Condition programmed(
            RelayStanding relay, Status status, String reason, RelayProgress progress) {
        return new Condition(
                Condition.Type.Programmed,
                status,
                relay.relay(),
                relay.appliedRevision(),
                reason,
                progress.message());
    }

    private static Condition unknown(String reason, String message) {
        return new Condition(Condition.Type.Programmed, Status.UNKNOWN, null, 0, reason, message);
    }
}
