package io.sixlane.provisioning.publication;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.address.IpFamily;
import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressPoolRegistered;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressPoolWithdrawn;
import io.sixlane.configuration.fleet.FleetRecord;
import io.sixlane.configuration.fleet.FleetRecord.RegionPool;
import io.sixlane.configuration.fleet.FleetRecord.RelayMember;
import io.sixlane.configuration.fleet.RelayEvent.RelayJoined;
import io.sixlane.configuration.fleet.RelayEvent.RelayLeft;
import io.sixlane.configuration.fleet.RelayEvent.RelayRotated;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.RecordedEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The messages on the fleet's topic that follow from events. Pure. */
final class FleetMessages {
    private static final Set<String> TYPES =
            Set.of(
                    AddressPoolRegistered.class.getSimpleName(),
                    AddressPoolWithdrawn.class.getSimpleName(),
                    RelayJoined.class.getSimpleName(),
                    RelayRotated.class.getSimpleName(),
                    RelayLeft.class.getSimpleName());

    private FleetMessages() {}

    /** In the order of the events. */
    static List<StoredMessage> of(List<StoredMessage> events) {
        return events.stream()
                .filter(event -> TYPES.contains(event.type()) && !event.isUnreadable())
                .flatMap(event -> message(event).stream())
                .toList();
    }

    private static Optional<StoredMessage> message(StoredMessage event) {
        return record(ConfigurationJson.read(event.json().getBytes(UTF_8), RecordedEvent.class))
                .map(
                        record ->
                                new StoredMessage(
                                        record.key(),
                                        new String(ConfigurationJson.write(record), UTF_8),
                                        "%s/%s".formatted(record.key(), record.revision()),
                                        record.getClass().getSimpleName(),
                                        event.occurredAt(),
                                        event.traceparent(),
                                        false));
    }

    static Optional<FleetRecord> record(RecordedEvent recorded) {
        var revision = recorded.revision();
        return Optional.ofNullable(
                switch (recorded.event()) {
                    case AddressPoolRegistered(var region, var prefix) ->
                            pool(region, prefix, revision, prefix);
                    case AddressPoolWithdrawn(var region, var prefix) ->
                            pool(region, prefix, revision, null);
                    case RelayJoined(var id, var region, var pools, var key, _) ->
                            new RelayMember(id, region, revision, pools, key);
                    case RelayRotated(var id, var region, var pools, var key) ->
                            new RelayMember(id, region, revision, pools, key);
                    case RelayLeft(var id, var region) ->
                            new RelayMember(id, region, revision, List.of(), null);
                    default -> null;
                });
    }

    private static RegionPool pool(
            String region, String named, long revision, @Nullable String prefix) {
        IpFamily family = IpPrefix.of(named).first().family();
        return new RegionPool(region, family, revision, prefix);
    }
}
