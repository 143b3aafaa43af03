package io.sixlane.relay.lane;

import io.sixlane.relay.route.LinkObserver;
import java.net.InetSocketAddress;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the lanes of this relay have in common.
 *
 * @param self introduces this relay
 * @param peers where the relay of that id accepts lanes; null when it accepts none or is not alive
 * @param admission decides about flows that arrive
 */
public record LaneSettings(
        Hello self,
        Function<String, @Nullable InetSocketAddress> peers,
        FlowAdmission admission,
        LaneObserver observer,
        LinkObserver links) {}
