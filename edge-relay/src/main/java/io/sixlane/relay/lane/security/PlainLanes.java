package io.sixlane.relay.lane.security;

import io.sixlane.configuration.address.IpAddress;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Optional;

/**
 * Allows plain lanes between private addresses, where the network keeps bytes secret.
 *
 * @param forced allows them everywhere, at the operator's own risk
 */
public record PlainLanes(boolean forced) {
    /** Why a lane cannot be plain with a peer at this address, continuing "the address". */
    public Optional<String> refusal(InetAddress peer) {
        return forced || IpAddress.of(peer).isPrivate()
                ? Optional.empty()
                : Optional.of(
                        "%s is public, and SIXLANE_LANE_ENCRYPTION=network would send plain bytes through the Internet; use tls, or a private network, or SIXLANE_LANE_FORCE_NETWORK=true"
                                .formatted(peer.getHostAddress()));
    }

    /**
     * Why no plain lane can be accepted at this address, continuing "the address".
     *
     * @param host addresses of this host, which are meant by 0.0.0.0 and ::
     */
    public Optional<String> refusalToListen(InetAddress own, Collection<InetAddress> host) {
        return own.isAnyLocalAddress()
                ? host.stream().flatMap(each -> refusal(each).stream()).findFirst()
                : refusal(own);
    }
}
