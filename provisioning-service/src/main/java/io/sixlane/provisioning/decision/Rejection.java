package io.sixlane.provisioning.decision;

import io.sixlane.configuration.accelerator.AccessList;
import io.sixlane.configuration.accelerator.ClientIp;
import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.bandwidthplan.PlanKind;
import io.sixlane.configuration.bundle.BundleObjection;
import io.sixlane.configuration.catalog.BillingType;
import io.sixlane.configuration.catalog.CatalogEntry.LimitsEntry;
import io.sixlane.configuration.order.Term;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The reason for refusing a well-formed command. All bandwidths are in Mbit/s. Resources of another
 * account are refused as not found.
 */
public sealed interface Rejection {
    record OrderNotFound(String orderId) implements Rejection {}

    record AcceleratorNotFound(String acceleratorId) implements Rejection {}

    record BandwidthPlanNotFound(String planId) implements Rejection {}

    record ListenerNotFound(String listenerId) implements Rejection {}

    record EndpointGroupNotFound(String endpointGroupId) implements Rejection {}

    /** The stream that a new aggregate should start has events already. */
    record AlreadyExists(String streamId) implements Rejection {}

    /** Another writer was faster for as long as a change is retried. */
    record ChangedConcurrently() implements Rejection {}

    /** The copy of the catalog is empty: the catalog service was never seen. */
    record CatalogNotArrived() implements Rejection {}

    record SpecificationUnknown(String code) implements Rejection {}

    record BandwidthTypeUnknown(String code) implements Rejection {}

    record RegionUnknown(String code) implements Rejection {}

    /** The key was used with another body before. */
    record IdempotencyKeyReused() implements Rejection {}

    record BandwidthAboveSpecification(int requestedMbps, String specification, int peakMbps)
            implements Rejection {}

    /** At least one objection, the first names the problem. */
    record BundleRefused(List<BundleObjection> objections) implements Rejection {
        public BundleRefused {
            objections = List.copyOf(objections);
        }
    }

    record BandwidthPlanTaken(String planId) implements Rejection {}

    record OtherPlanBound(String planId) implements Rejection {}

    record PlanNotBound() implements Rejection {}

    record PlanBandwidthExceeded(int requestedMbps, int freeMbps, int planMbps)
            implements Rejection {}

    record RegionOutsideArea(String region, String requestedArea, String area)
            implements Rejection {}

    record RegionAlreadyAdded(String region) implements Rejection {}

    record RegionLimitReached(int limit, String specification) implements Rejection {}

    record RegionWithoutIpv6(String region) implements Rejection {}

    /**
     * @param family IPV4 or IPV6
     */
    record AddressPoolMissing(String region, String family) implements Rejection {}

    record AddressPoolNotFound(String region) implements Rejection {}

    /**
     * @param held how many of its addresses accelerators have
     */
    record AddressPoolInUse(String region, String prefix, long held) implements Rejection {}

    record AddressPoolOverlaps(String prefix, String otherRegion) implements Rejection {}

    record AddressPoolExhausted(String region, String prefix) implements Rejection {}

    /** Free addresses are all in quarantine; the first of them leaves it at {@code nextFreeAt}. */
    record AddressPoolResting(String region, String prefix, Instant nextFreeAt)
            implements Rejection {}

    /** Another accelerator has the address. */
    record AddressTaken(String region, String address) implements Rejection {}

    record PortInUse(Protocol protocol, PortRange ports, String listenerId) implements Rejection {}

    /**
     * Another accelerator, perhaps of another account, has the port of an address that both share.
     */
    record PortHeldElsewhere(String address, Protocol protocol, int port) implements Rejection {}

    record EndpointGroupRegionTaken(String region) implements Rejection {}

    record OffCloudNotAllowed(String bandwidthType) implements Rejection {}

    record EndpointTypeNotAllowed(EndpointType type, String bandwidthType) implements Rejection {}

    /**
     * @param reason continues "endpoint address X is refused: it"
     */
    record EndpointAddressRefused(String address, String reason) implements Rejection {}

    record PortOverrideOutsideListener(int listenerPort) implements Rejection {}

    /** Refusals of relays that join and leave. */
    sealed interface OfFleet extends Rejection {
        record JoinTokenNotFound(String tokenId) implements OfFleet {}

        /**
         * @param why as the end of a sentence about the token
         */
        record JoinTokenRefused(String why) implements OfFleet {}

        /** The control plane has no key to sign with, or no authority that certifies relays. */
        record JoiningNotPossible() implements OfFleet {}

        record RelayNotMember(String relayId) implements OfFleet {}

        record RelayClockWrong(Instant relayTime, Instant serverTime) implements OfFleet {}
    }

    /** Refusals about the parts of an accelerator. */
    sealed interface OfConfiguration extends Rejection {
        /** {@code used} of {@code limit} before the command. */
        record QuotaExceeded(String quota, int limit, int used) implements OfConfiguration {}

        /**
         * Refused unless the request allows deleting these as well.
         *
         * @param takesAlong in words, for example "listener lsr-1"
         */
        record DeletionTakesAlong(String what, List<String> takesAlong) implements OfConfiguration {
            public DeletionTakesAlong {
                takesAlong = List.copyOf(takesAlong);
            }
        }

        record AccelerationRegionNotFound(String region) implements OfConfiguration {}

        record PortReserved(Protocol protocol, int port) implements OfConfiguration {}

        /** The idle timeout is out of range, in seconds. */
        record IdleTimeoutOutOfRange(Protocol protocol, int seconds, int least, int most)
                implements OfConfiguration {}

        record PortStillOverridden(int port, String endpointGroupId) implements OfConfiguration {}

        record ClientIpNotForProtocol(ClientIp clientIp, Protocol protocol)
                implements OfConfiguration {}

        record ClientIpNotAllowed(ClientIp clientIp, Set<ClientIp> allowed)
                implements OfConfiguration {
            public ClientIpNotAllowed {
                allowed = Set.copyOf(allowed);
            }
        }

        /** No list of that kind has it. */
        record AccessPrefixNotFound(String listenerId, AccessList.Kind kind, String prefix)
                implements OfConfiguration {}

        record EndpointNotFound(String endpointId) implements OfConfiguration {}

        record EndpointAlreadyAdded(String address) implements OfConfiguration {}

        record LastEndpoint(String endpointGroupId) implements OfConfiguration {}

        /** The image is too large, in bytes, estimated from above. */
        record ImageTooLarge(long bytes, long limit) implements OfConfiguration {}
    }

    /** Refusals about orders, payment, plans and terms. */
    sealed interface OfPurchase extends Rejection {

        /** The order can no longer be paid, or no longer be cancelled. */
        record OrderClosed(String orderId, boolean paid) implements OfPurchase {}

        /** The price has changed since the order was placed. */
        record OrderPriceChanged(String orderId) implements OfPurchase {}

        /** An invoice is confirmed after it was asked for. */
        record PaymentNotAwaited(String orderId) implements OfPurchase {}

        /** An accelerator in one call needs its payment in it. */
        record PaymentNotAtOnce() implements OfPurchase {}

        record TermNotOffered(Term term, LimitsEntry limits) implements OfPurchase {}

        /** The balance is too low; amounts are in the smallest unit of the currency. */
        record BalanceTooShort(String currency, long balance, long missing) implements OfPurchase {}

        record PlanSizeRefused(int requestedMbps, int least, int most, BillingType billing)
                implements OfPurchase {}

        /** The bandwidth type is not sold this way. */
        record BillingNotOffered(String bandwidthType, BillingType billing) implements OfPurchase {}

        record BandwidthPlanNotBound(String planId) implements OfPurchase {}

        record BandwidthPlanInUse(String planId, String acceleratorId) implements OfPurchase {}

        /** A plan takes the place of one of its kind alone. */
        record PlanOfOtherKind(String planId, PlanKind kind) implements OfPurchase {}

        /** The plan's bandwidth is still allocated to regions. */
        record PlanHasRegions(String planId, int allocatedMbps) implements OfPurchase {}

        record PlanBelowAllocated(int requestedMbps, int allocatedMbps) implements OfPurchase {}

        record CrossBorderPlanNotBound() implements OfPurchase {}

        /** The basic plan is bound first and unbound last. */
        record CrossBorderPlanBeside(String planId) implements OfPurchase {}

        record SpecificationTooSmall(String code, int regions, int regionsInUse)
                implements OfPurchase {}

        /** Some sizes would grow while others shrink. */
        record ModificationMixed() implements OfPurchase {}

        record NothingModified() implements OfPurchase {}

        /** A suspension after the end of a term ends with a renewal. */
        record TermOver(String acceleratorId, Instant endedAt) implements OfPurchase {}

        /** The metrics service does not answer. */
        record UsageNotKnown() implements OfPurchase {}

        /** Cross-border traffic is not measured separately. */
        record UsageNotMeasured(String planId) implements OfPurchase {}
    }

    /** Refusals of measurements. */
    sealed interface OfProbe extends Rejection {
        record ProbeNotFound(String probeId) implements OfProbe {}

        /** The accelerator lacks something that a measurement needs, in words. */
        record NotProbeable(String what) implements OfProbe {}

        /** No living relay is where the client shall be. */
        record NoRelayInRegion(String region, List<String> regions) implements OfProbe {
            public NoRelayInRegion {
                regions = List.copyOf(regions);
            }
        }

        /** Too many measurements of one account within a minute. */
        record TooManyProbes(int limit) implements OfProbe {}

        /** Kafka did not take the request. */
        record ProbeNotSent() implements OfProbe {}
    }

    /** Refusals of change sets, rollbacks and confirmations. */
    sealed interface OfHistory extends Rejection {
        /** There was no such accelerator at {@code moment}, a revision or a time. */
        record NothingThen(String acceleratorId, String moment) implements OfHistory {}

        record RollbackNoLongerFits(long toRevision, List<Rejection> reasons) implements OfHistory {
            public RollbackNoLongerFits {
                reasons = List.copyOf(reasons);
            }
        }

        record ChangeAwaitsConfirmation(long revertTo, Instant deadline) implements OfHistory {}

        record NothingToConfirm() implements OfHistory {}

        /** The first request with the key is still running. */
        record IdempotencyKeyInUse() implements OfHistory {}

        /** The account reads as many streams of convergence as it may. */
        record TooManyStreams(int limit) implements OfHistory {}

        /** Too many changes of one stream are waiting. */
        record ChangeQueueFull(String streamId, int waiting) implements OfHistory {}

        /**
         * @param what would stay whatever happens
         */
        record CannotTakeItselfBack(String what) implements OfHistory {}

        /**
         * @param index of the change that was refused, from 0
         */
        record RefusedInSet(int index, Rejection reason) implements OfHistory {}
    }
}
