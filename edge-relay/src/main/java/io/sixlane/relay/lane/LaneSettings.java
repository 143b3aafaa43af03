package io.sixlane.relay.lane;

import io.sixlane.relay.lane.security.LaneSecurity;
import io.sixlane.relay.route.LinkObserver;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Settings shared by all lanes of this relay.
 *
 * @param security proves who is at both ends; null for tests within one process, and no setting can
 *     make it so
 * @param congestionControl of lanes, if the kernel has it
 * @param warm whether idle lanes are padded until their windows are large
 * @param peers the relay of that id; null when it accepts no lanes or is not alive
 * @param wanted relays to which one lane is to be open although no flow needs it
 * @param standby relays to which each event loop keeps lanes ready, as if flows used them
 * @param admission decides about flows that arrive
 */
public record LaneSettings(
        @Nullable LaneSecurity security,
        String congestionControl,
        boolean warm,
        Function<String, @Nullable LanePeer> peers,
        Supplier<Set<String>> wanted,
        Supplier<Set<String>> standby,
        FlowAdmission admission,
        LaneObserver observer,
        LinkObserver links) {}
