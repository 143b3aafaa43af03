package io.sixlane.relay.udp;

import io.sixlane.relay.lane.FlowAdmission;
import io.sixlane.relay.lane.LaneObserver;
import io.sixlane.relay.lane.datagram.DatagramKeys;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How sessions go from one relay to another.
 *
 * @param peers where the relay of that id receives datagrams; null where it does not, or is not
 *     alive
 * @param wanted relays that sessions may go to soon: the path there is proven before the first
 * @param admission decides about sessions that arrive
 */
public record CarrySettings(
        DatagramKeys keys,
        Function<String, @Nullable InetSocketAddress> peers,
        Supplier<Set<String>> wanted,
        FlowAdmission admission,
        LaneObserver observer) {}
