package io.sixlane.provisioning.order;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.bandwidthplan.PlanKind;
import io.sixlane.configuration.order.Billing;
import io.sixlane.configuration.order.Bundle;
import io.sixlane.configuration.order.Term;
import org.jspecify.annotations.Nullable;

/** The subject of an order. All bandwidths are in Mbit/s. */
sealed interface Purchase {
    /** In requests and answers. */
    enum Kind {
        SUBSCRIPTION,
        INSTANCE,
        RENEWAL,
        PLAN,
        MODIFICATION
    }

    Kind kind();

    /** Null where nothing has a term. */
    default @Nullable Term term() {
        return null;
    }

    /** Whether quotas count what it makes. */
    default boolean makesAccelerator() {
        return switch (kind()) {
            case SUBSCRIPTION, INSTANCE -> true;
            case RENEWAL, PLAN, MODIFICATION -> false;
        };
    }

    /** A new accelerator with its plans; {@code billing} is that of the basic plan. */
    record Subscription(Bundle bundle, Term term, Billing billing) implements Purchase {
        @Override
        public Kind kind() {
            return Kind.SUBSCRIPTION;
        }
    }

    /** A new accelerator without a plan, to which one that exists can be bound. */
    record Instance(String specification, Term term) implements Purchase {
        @Override
        public Kind kind() {
            return Kind.INSTANCE;
        }
    }

    /** An accelerator and its bound plans, for a further term. */
    record Renewal(AcceleratorId acceleratorId, Term term) implements Purchase {
        @Override
        public Kind kind() {
            return Kind.RENEWAL;
        }
    }

    /** A plan alone. */
    record Plan(
            PlanKind planKind, String bandwidthType, int bandwidthMbps, Billing billing, Term term)
            implements Purchase {
        @Override
        public Kind kind() {
            return Kind.PLAN;
        }
    }

    /** Other sizes; a null size stays. */
    record Modification(
            AcceleratorId acceleratorId,
            @Nullable String specification,
            @Nullable Integer bandwidthMbps,
            @Nullable Integer crossBorderMbps)
            implements Purchase {
        @Override
        public Kind kind() {
            return Kind.MODIFICATION;
        }
    }
}
