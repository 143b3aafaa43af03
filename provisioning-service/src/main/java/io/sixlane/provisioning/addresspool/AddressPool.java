package io.sixlane.provisioning.addresspool;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.address.IpAddress;
import io.sixlane.configuration.address.IpFamily;
import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.configuration.addresspool.AddressPoolEvent;
import io.sixlane.configuration.log.RecordedEvent;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of one region, of both families.
 *
 * @param revision of its stream, 0 before the first event
 * @param prefixes where new addresses come from; a family without one has none
 * @param holdings of each allocated address, also of earlier prefixes
 * @param released the end of the last holding of an address; not of those held again
 * @param last the address of each family that was allocated last
 * @param configured the prefixes that the configuration of this service gave last
 */
public record AddressPool(
        long revision,
        Map<IpFamily, IpPrefix> prefixes,
        Map<IpAddress, Holding> holdings,
        Map<IpAddress, Release> released,
        Map<IpFamily, IpAddress> last,
        Map<IpFamily, IpPrefix> configured) {
    public static final AddressPool NOTHING =
            new AddressPool(0, Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

    /**
     * @param holders how many accelerators have the address, at least 1
     * @param latest the one that got it last
     */
    public record Holding(int holders, AcceleratorId latest) {}

    /**
     * @param by the accelerator that held the address last
     */
    public record Release(AcceleratorId by, Instant at) {}

    public AddressPool {
        prefixes = Map.copyOf(prefixes);
        holdings = Map.copyOf(holdings);
        released = Map.copyOf(released);
        last = Map.copyOf(last);
        configured = Map.copyOf(configured);
    }

    /** How many addresses of its prefix accelerators have that {@code other} does not contain. */
    long heldOutside(IpFamily family, @Nullable IpPrefix other) {
        var own = prefixes.get(family);
        return own == null
                ? 0
                : holdings.keySet().stream()
                        .filter(own::contains)
                        .filter(address -> other == null || !other.contains(address))
                        .count();
    }

    /** Total: an event that reached the log is true. Many at once cost less in a fold. */
    public AddressPool evolve(RecordedEvent recorded) {
        return new AddressPoolFold(this).then(recorded).pool();
    }

    AddressPool evolve(AddressPoolEvent event, Instant at) {
        return new AddressPoolFold(this).then(event, at).pool();
    }
}
