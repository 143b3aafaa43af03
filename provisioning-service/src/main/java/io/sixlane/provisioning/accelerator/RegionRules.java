package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionsAdded;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressAllocated;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddRegions;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.WantedRegion;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Decision.Accepted;
import io.sixlane.provisioning.decision.Decision.Rejected;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.AddressPoolMissing;
import io.sixlane.provisioning.decision.Rejection.IpVersionNotOffered;
import io.sixlane.provisioning.decision.Rejection.PlanBandwidthExceeded;
import io.sixlane.provisioning.decision.Rejection.PlanNotBound;
import io.sixlane.provisioning.decision.Rejection.RegionAlreadyAdded;
import io.sixlane.provisioning.decision.Rejection.RegionLimitReached;
import io.sixlane.provisioning.decision.Rejection.RegionOutsideArea;
import io.sixlane.provisioning.decision.Rejection.RegionUnknown;
import io.sixlane.provisioning.decision.Rejection.RegionWithoutIpv6;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rules of acceleration regions. Pure. */
final class RegionRules {
    private RegionRules() {}

    static Decision decide(AcceleratorImage image, AddRegions command) {
        var plan = image.plan();
        if (plan == null) {
            return reject(new PlanNotBound());
        }
        var held =
                image.regions().stream()
                        .map(AccelerationRegion::region)
                        .collect(Collectors.toSet());
        var allocated = image.regions().stream().mapToLong(AccelerationRegion::bandwidthMbps).sum();
        var requested = 0L;
        for (var wanted : command.regions()) {
            if (!held.add(wanted.region())) {
                return reject(new RegionAlreadyAdded(wanted.region()));
            }
            var refusal = refusal(wanted, command.area());
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
                            Math.toIntExact(plan.bandwidthMbps() - allocated),
                            plan.bandwidthMbps()));
        }
        return withAddresses(command);
    }

    private static Optional<Rejection> refusal(WantedRegion wanted, String area) {
        if (wanted.entry().isEmpty()) {
            return Optional.of(new RegionUnknown(wanted.region()));
        }
        var entry = wanted.entry().get();
        if (!entry.area().equals(area)) {
            return Optional.of(new RegionOutsideArea(wanted.region(), area, entry.area()));
        }
        if (wanted.ipVersion() != IpVersion.IPV6) {
            return Optional.of(new IpVersionNotOffered(wanted.ipVersion()));
        }
        return entry.ipv6()
                ? Optional.empty()
                : Optional.of(new RegionWithoutIpv6(wanted.region()));
    }

    private static Decision withAddresses(AddRegions command) {
        var regions = new ArrayList<AccelerationRegion>();
        for (var wanted : command.regions()) {
            if (wanted.address() instanceof Rejected(var reason)) {
                return reject(reason);
            }
            var address = allocated(wanted.address());
            if (address.isEmpty()) {
                return reject(new AddressPoolMissing(wanted.region()));
            }
            regions.add(
                    new AccelerationRegion(
                            command.area(),
                            wanted.region(),
                            wanted.bandwidthMbps(),
                            wanted.ipVersion(),
                            address.get()));
        }
        return accept(new AccelerationRegionsAdded(regions));
    }

    private static Optional<String> allocated(Decision decision) {
        return switch (decision) {
            case Accepted(var events) ->
                    events.stream()
                            .filter(AddressAllocated.class::isInstance)
                            .map(event -> ((AddressAllocated) event).address())
                            .findFirst();
            case Rejected _ -> Optional.empty();
        };
    }
}
