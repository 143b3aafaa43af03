package io.sixlane.audit;

import io.sixlane.audit.ReplayCommand.Replayed;
import io.sixlane.audit.replay.AppliedByRelays.Applied;
import io.sixlane.audit.replay.Forwarding;
import io.sixlane.configuration.accelerator.EndpointState;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Forwarding at a moment, for people. */
final class ForwardingText {
    private final PrintWriter out;

    ForwardingText(PrintWriter out) {
        this.out = out;
    }

    /**
     * @param unreadable messages that are no events
     */
    void print(String moment, Replayed replayed, long unreadable) {
        out.printf(
                "At %s, after %s events: %s accelerators.%n",
                moment, replayed.events(), replayed.accelerators().size());
        replayed.regions()
                .forEach(
                        (region, forwarded) -> {
                            out.printf("%n%s%n", region);
                            if (forwarded.isEmpty()) {
                                out.println("  nothing");
                            }
                            forwarded.forEach(this::print);
                        });
        printRelays(replayed);
        if (!replayed.leftOut().isEmpty()) {
            out.printf("%nLeft out, because not all of their events could be read:%n");
            replayed.leftOut().forEach((id, why) -> out.printf("  %s: %s%n", id, why));
        }
        if (unreadable > 0) {
            out.printf("%n%s messages are no events.%n", unreadable);
        }
    }

    private void printRelays(Replayed replayed) {
        var wanted =
                replayed.accelerators().stream()
                        .collect(Collectors.toMap(one -> one.id().text(), one -> one.revision()));
        replayed.relays()
                .forEach(
                        (region, applied) -> {
                            out.printf("%nApplied by the relays of %s%n", region);
                            if (applied.isEmpty()) {
                                out.println("  nothing is known of that moment");
                            }
                            applied.forEach(one -> print(one, wanted.get(one.acceleratorId())));
                        });
    }

    /**
     * @param wanted null when the log has no such accelerator then
     */
    private void print(Applied applied, @Nullable Long wanted) {
        out.printf(
                "  %s %s revision %s, reported %s%s%n",
                applied.relayId(),
                applied.acceleratorId(),
                applied.revision(),
                applied.at(),
                wanted == null
                        ? " (not in the log)"
                        : wanted == applied.revision() ? "" : " (wanted %s)".formatted(wanted));
        applied.failures().forEach(failure -> out.printf("    failed: %s%n", failure));
    }

    private void print(Forwarding forwarding) {
        out.printf(
                "  %s %s -> %s   (%s revision %s, %s)%n",
                forwarding.protocol(),
                forwarding.place(),
                forwarding.to().isEmpty()
                        ? "no endpoint"
                        : forwarding.to().stream()
                                .map(ForwardingText::text)
                                .collect(Collectors.joining(", ")),
                forwarding.acceleratorId(),
                forwarding.revision(),
                forwarding.listenerId());
    }

    private static String text(Forwarding.Target target) {
        var host =
                target.address().indexOf(':') < 0 ? target.address() : "[" + target.address() + "]";
        return "%s%s weight %s%s (%s, %s %%)"
                .formatted(
                        host,
                        target.port() == null ? "" : ":" + target.port(),
                        target.weight(),
                        target.state() == EndpointState.DRAINING ? " draining" : "",
                        target.groupRegion(),
                        target.trafficPercentage());
    }
}
