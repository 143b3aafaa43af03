package io.sixlane.provisioning.request;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.order.OrderId;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.AcceleratorNotFound;
import io.sixlane.provisioning.decision.Rejection.BandwidthPlanNotFound;
import io.sixlane.provisioning.decision.Rejection.EndpointGroupNotFound;
import io.sixlane.provisioning.decision.Rejection.ListenerNotFound;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.AccelerationRegionNotFound;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.EndpointNotFound;
import io.sixlane.provisioning.decision.Rejection.OrderNotFound;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Ids in paths: a text that is no id names nothing. */
public final class PathIds {
    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private PathIds() {}

    public static AcceleratorId accelerator(String text) {
        return read(text, AcceleratorId::new, AcceleratorNotFound::new);
    }

    public static OrderId order(String text) {
        return read(text, OrderId::new, OrderNotFound::new);
    }

    public static BandwidthPlanId plan(String text) {
        return read(text, BandwidthPlanId::new, BandwidthPlanNotFound::new);
    }

    public static ListenerId listener(String text) {
        return read(text, ListenerId::new, ListenerNotFound::new);
    }

    public static EndpointGroupId endpointGroup(String text) {
        return read(text, EndpointGroupId::new, EndpointGroupNotFound::new);
    }

    public static EndpointId endpoint(String text) {
        return read(text, EndpointId::new, EndpointNotFound::new);
    }

    /** A code as the catalog has them. */
    public static String region(String text) {
        if (!REGION.matcher(text).matches()) {
            throw new RejectedException(new AccelerationRegionNotFound(text));
        }
        return text;
    }

    private static <T> T read(
            String text, Function<String, T> id, Function<String, Rejection> notFound) {
        try {
            return id.apply(text);
        } catch (IllegalArgumentException _) {
            throw new RejectedException(notFound.apply(text));
        }
    }
}
