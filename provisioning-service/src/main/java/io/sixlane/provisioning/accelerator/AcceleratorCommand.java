package io.sixlane.provisioning.accelerator;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.AccessList;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of one existing accelerator, ids of new resources included. The state around the
 * accelerator that a decision depends on is in {@link AcceleratorFacts}.
 */
public sealed interface AcceleratorCommand {
    /** Buys, binds or deletes; a rollback leaves it in place. */
    sealed interface Lasting extends AcceleratorCommand {
        /**
         * The permanent changes of an accelerator in the words of the API, and the reversible ones.
         */
        String WORDS = "an order, a payment, a plan or the deletion of an accelerator";
    }

    /** Creates an accelerator; decided without a state. */
    record Create(
            AcceleratorId id,
            String account,
            SpecificationLimits specification,
            @Nullable Instant expiresAt) {
        /** Without an end of its term. */
        public Create(AcceleratorId id, String account, SpecificationLimits specification) {
            this(id, account, specification, null);
        }
    }

    record Rename(String name) implements AcceleratorCommand {}

    /** {@code autoRenew} is null to renew as the installation does. */
    record SetAutoRenewal(@Nullable Boolean autoRenew) implements AcceleratorCommand {}

    record BindPlan(BandwidthPlanId planId) implements Lasting {}

    record UnbindPlan(BandwidthPlanId planId) implements Lasting {}

    /** {@code planId} is bound, {@code replacementId} is not. */
    record ReplacePlan(BandwidthPlanId planId, BandwidthPlanId replacementId) implements Lasting {}

    record AddRegions(String area, List<WantedRegion> regions) implements AcceleratorCommand {
        public AddRegions {
            regions = List.copyOf(regions);
        }
    }

    /**
     * @param bandwidthMbps Mbit/s, at least 2
     */
    record WantedRegion(String region, int bandwidthMbps, IpVersion ipVersion) {}

    /** Changes the bandwidth; the address stays. */
    record ChangeRegion(String region, int bandwidthMbps) implements AcceleratorCommand {}

    /**
     * @param cascade whether its addresses may go with it
     */
    record RemoveRegion(String region, boolean cascade) implements AcceleratorCommand {}

    record AddListener(Listener listener) implements AcceleratorCommand {}

    record ChangeListener(ListenerId listenerId, ListenerChange change)
            implements AcceleratorCommand {}

    /**
     * @param cascade whether its endpoint groups may go with it
     */
    record RemoveListener(ListenerId listenerId, boolean cascade) implements AcceleratorCommand {}

    /** Adds prefixes to the existing ones; {@code prefixes} are in their canonical form. */
    record AddAccessPrefixes(ListenerId listenerId, AccessList.Kind kind, List<String> prefixes)
            implements AcceleratorCommand {
        public AddAccessPrefixes {
            prefixes = List.copyOf(prefixes);
        }
    }

    /** Removes one prefix; {@code prefix} is in its canonical form. */
    record RemoveAccessPrefix(ListenerId listenerId, AccessList.Kind kind, String prefix)
            implements AcceleratorCommand {}

    record AddEndpointGroup(ListenerId listenerId, EndpointGroup group)
            implements AcceleratorCommand {}

    record ChangeEndpointGroup(
            ListenerId listenerId, EndpointGroupId groupId, EndpointGroupChange change)
            implements AcceleratorCommand {}

    /**
     * @param cascade whether its endpoints may go with it
     */
    record RemoveEndpointGroup(ListenerId listenerId, EndpointGroupId groupId, boolean cascade)
            implements AcceleratorCommand {}

    /**
     * Replaces all endpoints; one with the type, address and port of an existing one keeps its id.
     */
    record ReplaceEndpoints(
            ListenerId listenerId, EndpointGroupId groupId, List<Endpoint> endpoints)
            implements AcceleratorCommand {
        public ReplaceEndpoints {
            endpoints = List.copyOf(endpoints);
        }
    }

    record AddEndpoint(ListenerId listenerId, EndpointGroupId groupId, Endpoint endpoint)
            implements AcceleratorCommand {}

    record ChangeEndpoint(
            ListenerId listenerId,
            EndpointGroupId groupId,
            EndpointId endpointId,
            EndpointChange change)
            implements AcceleratorCommand {}

    record RemoveEndpoint(ListenerId listenerId, EndpointGroupId groupId, EndpointId endpointId)
            implements AcceleratorCommand {}

    /**
     * @param cascade whether its regions, listeners and plans may go with it
     */
    record Delete(boolean cascade) implements Lasting {}
}
