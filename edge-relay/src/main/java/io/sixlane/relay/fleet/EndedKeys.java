package io.sixlane.relay.fleet;

import io.sixlane.configuration.fleet.FleetImage;
import io.sixlane.configuration.fleet.FleetRecord.RelayMember;
import io.sixlane.topics.FleetReader;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Notices relays that left the fleet or took other keys. Any thread. */
public final class EndedKeys {
    private final FleetReader fleet;
    private final List<Consumer<Ended>> observers = new CopyOnWriteArrayList<>();
    private FleetImage before;

    /**
     * A key counts no longer.
     *
     * @param left whether its relay has no other one
     */
    public record Ended(String relayId, boolean left) {}

    public EndedKeys(FleetReader fleet) {
        this.fleet = fleet;
        this.before = fleet.image();
        fleet.onChange(this::look);
    }

    /** Runs {@code observer} for each, one after the other, in the order of observers. */
    public void onEnd(Consumer<Ended> observer) {
        observers.add(observer);
    }

    private synchronized void look() {
        var now = fleet.image();
        var ended =
                before.records().values().stream()
                        .filter(RelayMember.class::isInstance)
                        .map(RelayMember.class::cast)
                        .flatMap(member -> ended(member, now).stream())
                        .toList();
        before = now;
        ended.forEach(each -> observers.forEach(observer -> observer.accept(each)));
    }

    private static Optional<Ended> ended(RelayMember member, FleetImage now) {
        var key = now.member(member.relayId()).map(RelayMember::signingKey).orElse(null);
        return member.signingKey() == null || member.signingKey().equals(key)
                ? Optional.empty()
                : Optional.of(new Ended(member.relayId(), key == null));
    }
}
