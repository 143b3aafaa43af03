package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionChanged;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionRemoved;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionsAdded;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.address.IpFamily;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddRegions;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ChangeRegion;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveRegion;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.WantedRegion;
import io.sixlane.provisioning.addresspool.AddressOffer;
import io.sixlane.provisioning.addresspool.AddressOffer.Offered;
import io.sixlane.provisioning.addresspool.AddressOffer.Refused;
import io.sixlane.provisioning.addresspool.FreeAddress;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.AccelerationRegionNotFound;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.DeletionTakesAlong;
import io.sixlane.provisioning.decision.Rejection.PlanBandwidthExceeded;
import io.sixlane.provisioning.decision.Rejection.PlanNotBound;
import io.sixlane.provisioning.decision.Rejection.RegionAlreadyAdded;
import io.sixlane.provisioning.decision.Rejection.RegionLimitReached;
import io.sixlane.provisioning.decision.Rejection.RegionOutsideArea;
import io.sixlane.provisioning.decision.Rejection.RegionUnknown;
import io.sixlane.provisioning.decision.Rejection.RegionWithoutIpv6;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rules of acceleration regions. Pure. */
final class RegionRules {
    private RegionRules() {}

    static Decision decide(AcceleratorImage image, AddRegions command, AcceleratorFacts facts) {
        var plan = image.plan();
        if (plan == null) {
            return reject(new PlanNotBound());
        }
        var held =
                image.regions().stream()
                        .map(AccelerationRegion::region)
                        .collect(Collectors.toSet());
        var allocated = allocated(image);
        var requested = 0L;
        for (var wanted : command.regions()) {
            if (!held.add(wanted.region())) {
                return reject(new RegionAlreadyAdded(wanted.region()));
            }
            var refusal = refusal(wanted, command.area(), facts);
            if (refusal.isPresent()) {
                return reject(refusal.get());
            }
            requested += wanted.bandwidthMbps();
        }
        var specification = image.specification();
        if (held.size() > specification.regions()) {
            return reject(new RegionLimitReached(specification.regions(), specification.code()));
        }
        if (allocated + requested > plan.bandwidthMbps()) {
            return reject(
                    new PlanBandwidthExceeded(
                            Math.toIntExact(Math.min(requested, Integer.MAX_VALUE)),
                            Math.toIntExact(Math.max(0, plan.bandwidthMbps() - allocated)),
                            plan.bandwidthMbps()));
        }
        return withAddresses(command, facts);
    }

    static Decision decide(AcceleratorImage image, ChangeRegion command) {
        var held = find(image, command.region());
        var plan = image.plan();
        if (held.isEmpty()) {
            return reject(new AccelerationRegionNotFound(command.region()));
        }
        if (held.get().bandwidthMbps() == command.bandwidthMbps()) {
            return accept();
        }
        if (plan == null) {
            return reject(new PlanNotBound());
        }
        var free = plan.bandwidthMbps() - allocated(image) + held.get().bandwidthMbps();
        return command.bandwidthMbps() > free
                ? reject(
                        new PlanBandwidthExceeded(
                                command.bandwidthMbps(),
                                Math.toIntExact(Math.max(0, free)),
                                plan.bandwidthMbps()))
                : accept(
                        new AccelerationRegionChanged(
                                held.get().withBandwidth(command.bandwidthMbps())));
    }

    /** A released address is lost to the account. */
    static Decision decide(AcceleratorImage image, RemoveRegion command) {
        var held = find(image, command.region());
        if (held.isEmpty()) {
            return reject(new AccelerationRegionNotFound(command.region()));
        }
        return command.cascade()
                ? accept(new AccelerationRegionRemoved(command.region()))
                : reject(
                        new DeletionTakesAlong(
                                "Region " + command.region(),
                                DeletionRules.addresses(held.get()).toList()));
    }

    private static Optional<AccelerationRegion> find(AcceleratorImage image, String region) {
        return image.regions().stream().filter(held -> held.region().equals(region)).findFirst();
    }

    private static long allocated(AcceleratorImage image) {
        return image.regions().stream().mapToLong(AccelerationRegion::bandwidthMbps).sum();
    }

    private static Optional<Rejection> refusal(
            WantedRegion wanted, String area, AcceleratorFacts facts) {
        var found = facts.region(wanted.region());
        if (found.isEmpty()) {
            return Optional.of(new RegionUnknown(wanted.region()));
        }
        var entry = found.get();
        if (!entry.area().equals(area)) {
            return Optional.of(new RegionOutsideArea(wanted.region(), area, entry.area()));
        }
        return wanted.ipVersion() == IpVersion.IPV4
                        || entry.offersIpv6(facts.pool(wanted.region()).prefixes().keySet())
                ? Optional.empty()
                : Optional.of(new RegionWithoutIpv6(wanted.region()));
    }

    private static Decision withAddresses(AddRegions command, AcceleratorFacts facts) {
        var regions = new ArrayList<AccelerationRegion>();
        for (var wanted : command.regions()) {
            var addresses = new ArrayList<String>();
            for (var family : families(wanted.ipVersion())) {
                switch (offer(wanted.region(), family, facts)) {
                    case Refused(var reason) -> {
                        return reject(reason);
                    }
                    case Offered(var address) -> addresses.add(address.toString());
                }
            }
            regions.add(
                    new AccelerationRegion(
                            command.area(),
                            wanted.region(),
                            wanted.bandwidthMbps(),
                            wanted.ipVersion(),
                            addresses.getFirst(),
                            addresses.size() == 1 ? null : addresses.getLast()));
        }
        return accept(new AccelerationRegionsAdded(regions));
    }

    /** IPv6 comes first, as in {@link AccelerationRegion}. */
    private static List<IpFamily> families(IpVersion version) {
        return switch (version) {
            case IPV4 -> List.of(IpFamily.IPV4);
            case IPV6 -> List.of(IpFamily.IPV6);
            case DUAL_STACK -> List.of(IpFamily.IPV6, IpFamily.IPV4);
        };
    }

    private static AddressOffer offer(String region, IpFamily family, AcceleratorFacts facts) {
        return FreeAddress.in(facts.pool(region), region, family, facts.now(), facts.quarantine());
    }
}
