package io.sixlane.provisioning.accelerator;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AccessList;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.ImageTooLarge;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How large an accelerator may be: relays read it whole, as one message of Kafka. The bytes are
 * estimated from above, which takes less than writing them down. Pure.
 */
public final class ImageSizeRules {
    /** Bytes of an image as JSON: half of what the topics take, see {@code MessageLimit}. */
    static final int MOST_BYTES = 4 * 1024 * 1024;

    // Bytes of each as JSON, without its lists and the texts that tenants choose.
    private static final int IMAGE = 2_048;
    private static final int REGION = 256;
    private static final int LISTENER = 640;
    private static final int PORTS = 48;
    private static final int ACCESS_LIST = 64;
    private static final int GROUP = 800;
    private static final int OVERRIDE = 64;
    private static final int ENDPOINT = 136;
    private static final int QUOTES_AND_COMMA = 3;

    private ImageSizeRules() {}

    /** Judges a decided change; never refuses one that does not grow the accelerator. */
    public static Decision complete(ChangeDraft draft) {
        if (!(draft.after() instanceof AcceleratorImage after)) {
            return Decision.accept();
        }
        var wanted = atMost(after);
        return wanted > MOST_BYTES && wanted > atMost(draft.before())
                ? Decision.reject(new ImageTooLarge(wanted, MOST_BYTES))
                : Decision.accept();
    }

    /** Bytes that its JSON does not exceed. */
    static long atMost(AcceleratorImage image) {
        return IMAGE
                + text(image.id().text())
                + text(image.account())
                + text(image.head())
                + text(image.name())
                + text(image.specification().code())
                + plan(image.plan())
                + plan(image.crossBorderPlan())
                + sum(image.regions(), ImageSizeRules::atMost)
                + sum(image.listeners(), ImageSizeRules::atMost);
    }

    private static long atMost(AccelerationRegion region) {
        return REGION
                + text(region.area())
                + text(region.region())
                + text(region.acceleratedIp())
                + text(region.acceleratedIpv4());
    }

    private static long atMost(Listener listener) {
        return LISTENER
                + text(listener.id().text())
                + text(listener.name())
                + (long) PORTS * listener.ports().size()
                + sum(listener.effectiveAccessLists(), ImageSizeRules::atMost)
                + sum(listener.endpointGroups(), ImageSizeRules::atMost);
    }

    private static long atMost(AccessList list) {
        return ACCESS_LIST + sum(list.prefixes(), ImageSizeRules::text);
    }

    private static long atMost(EndpointGroup group) {
        var check = group.healthCheck();
        return GROUP
                + text(group.id().text())
                + text(group.name())
                + text(group.region())
                + (long) OVERRIDE * group.portOverrides().size()
                + (check == null ? 0 : text(check.path()) + text(check.host()))
                + sum(group.endpoints(), ImageSizeRules::atMost);
    }

    private static long atMost(Endpoint endpoint) {
        return ENDPOINT + text(endpoint.id().text()) + text(endpoint.address());
    }

    private static long plan(@Nullable BoundPlan plan) {
        return plan == null ? 0 : text(plan.planId().text()) + text(plan.bandwidthType());
    }

    /** Length as JSON in UTF-8; counts each half of a surrogate pair as three bytes. */
    private static long text(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        long bytes = QUOTES_AND_COMMA;
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character < ' ') {
                bytes += 6;
            } else if (character == '"' || character == '\\') {
                bytes += 2;
            } else {
                bytes += character < 0x80 ? 1 : 3;
            }
        }
        return bytes;
    }

    private static <T> long sum(List<T> parts, ToLongFunction<T> bytes) {
        return parts.stream().mapToLong(bytes).sum();
    }
}
