package io.sixlane.provisioning.accelerator;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import io.sixlane.provisioning.accelerator.Condition.Status;
import io.sixlane.provisioning.relaystatus.Divergence;
import io.sixlane.provisioning.relaystatus.Programmed;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Makes conditions from an accelerator and from what relays said about it. Pure. */
final class Conditions {
    private Conditions() {}

    /**
     * Accepted first, then for each region one Programmed per relay, or one without a relay.
     *
     * @param said of relays in any region; those in regions the accelerator has not are left out
     * @param logged the accelerator as the log has it, read after what relays said: {@code image}
     *     or a later one
     */
    static List<Condition> of(
            AcceleratorImage image, List<Programmed> said, AcceleratorRecord logged) {
        var conditions = new ArrayList<Condition>();
        conditions.add(
                new Condition(
                        Condition.Type.Accepted,
                        Status.TRUE,
                        null,
                        image.revision(),
                        "Accepted",
                        "revision %s is in the log".formatted(image.revision())));
        if (image.regions().isEmpty()) {
            conditions.add(unknown("NoRegion", "it has no acceleration region yet"));
        }
        for (var region : image.regions()) {
            conditions.addAll(of(image, region, said, logged));
        }
        return List.copyOf(conditions);
    }

    private static List<Condition> of(
            AcceleratorImage image,
            AccelerationRegion region,
            List<Programmed> said,
            AcceleratorRecord logged) {
        var here = said.stream().filter(relay -> relay.region().equals(region.region())).toList();
        return here.isEmpty()
                ? List.of(
                        unknown(
                                "NoRelay",
                                "no relay of region %s has said anything about it"
                                        .formatted(region.region())))
                : here.stream().map(relay -> of(image, relay, logged)).toList();
    }

    private static Condition of(
            AcceleratorImage image, Programmed relay, AcceleratorRecord logged) {
        if (!relay.alive()) {
            return programmed(
                    relay, Status.UNKNOWN, "RelaySilent", "the relay sends no heartbeats");
        }
        if (relay.observedRevision() < image.revision()) {
            return programmed(
                    relay,
                    Status.FALSE,
                    "Pending",
                    "the relay is at revision %s of %s%s"
                            .formatted(
                                    relay.observedRevision(),
                                    image.revision(),
                                    relay.failures().isEmpty()
                                            ? ""
                                            : "; " + message(relay.failures())));
        }
        var divergence = Divergence.of(relay.observedRevision(), relay.head(), logged);
        if (divergence.isPresent()) {
            return programmed(relay, Status.FALSE, "Diverged", divergence.get());
        }
        return relay.failures().isEmpty()
                ? programmed(relay, Status.TRUE, "Programmed", "every listener runs as wanted")
                : programmed(relay, Status.FALSE, "ApplyFailed", message(relay.failures()));
    }

    private static String message(List<ApplyFailure> failures) {
        return failures.stream().map(ApplyFailure::words).collect(Collectors.joining("; "));
    }

    private static Condition programmed(
            Programmed relay, Status status, String reason, String message) {
        return new Condition(
                Condition.Type.Programmed,
                status,
                relay.relay(),
                relay.observedRevision(),
                reason,
                message);
    }

    private static Condition unknown(String reason, String message) {
        return new Condition(Condition.Type.Programmed, Status.UNKNOWN, null, 0, reason, message);
    }
}
