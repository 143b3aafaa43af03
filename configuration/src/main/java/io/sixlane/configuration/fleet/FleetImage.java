package io.sixlane.configuration.fleet;

import io.sixlane.configuration.address.IpFamily;
import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.configuration.fleet.FleetRecord.RegionPool;
import io.sixlane.configuration.fleet.FleetRecord.RelayMember;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The newest record of each key.
 *
 * @param records by their keys
 */
public record FleetImage(Map<String, FleetRecord> records) {
    public static final FleetImage EMPTY = new FleetImage(Map.of());

    public FleetImage {
        records = Map.copyOf(records);
    }

    /** Ignores records that are not newer than those held. */
    public FleetImage with(Collection<FleetRecord> others) {
        var next = new HashMap<>(records);
        for (var other : others) {
            next.merge(
                    other.key(),
                    other,
                    (held, came) -> came.revision() > held.revision() ? came : held);
        }
        return next.equals(records) ? this : new FleetImage(next);
    }

    /** The addresses of all regions, without duplicates. */
    public List<IpPrefix> pools() {
        return pools(_ -> true);
    }

    /** The addresses that the relay serves: its own, or all of its region. */
    public List<IpPrefix> poolsOf(String region, String relayId) {
        var own = member(relayId).map(RelayMember::pools).orElse(List.of());
        return own.isEmpty()
                ? pools(pool -> pool.region().equals(region))
                : own.stream().map(IpPrefix::of).toList();
    }

    /** Regions that give away addresses of this family. */
    public Set<String> regionsWith(IpFamily family) {
        return regionPools()
                .filter(pool -> pool.family() == family && pool.prefix() != null)
                .map(RegionPool::region)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Empty for a relay that did not join with a token. */
    public Optional<RelayMember> member(String relayId) {
        return Optional.ofNullable(records.get("relay/" + relayId))
                .map(record -> record instanceof RelayMember member ? member : null);
    }

    /** Whether the relay joined and is a member no more. */
    public boolean hasLeft(String relayId) {
        return member(relayId).filter(member -> member.signingKey() == null).isPresent();
    }

    private List<IpPrefix> pools(Predicate<RegionPool> wanted) {
        return regionPools()
                .filter(wanted)
                .map(RegionPool::prefix)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .map(IpPrefix::of)
                .toList();
    }

    private Stream<RegionPool> regionPools() {
        return records.values().stream()
                .mapMulti(
                        (record, sink) -> {
                            if (record instanceof RegionPool pool) {
                                sink.accept(pool);
                            }
                        });
    }
}
