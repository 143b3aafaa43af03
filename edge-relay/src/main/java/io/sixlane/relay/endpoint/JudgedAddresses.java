package io.sixlane.relay.endpoint;

import io.sixlane.configuration.address.EndpointPolicy;
import io.sixlane.configuration.address.IpAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses of an endpoint a policy allows for one port, kept so that no connection judges
 * them again.
 *
 * @param policy and {@code found} the addresses that were judged
 * @param allowed in the same order
 * @param refusal why none is allowed; null if one is
 */
record JudgedAddresses(
        EndpointPolicy policy,
        List<InetAddress> found,
        List<InetAddress> allowed,
        @Nullable String refusal) {

    /**
     * @param endpoint its configured address, judged as a name where it is one
     */
    static JudgedAddresses of(
            EndpointPolicy policy, String endpoint, List<InetAddress> found, int port) {
        var byName = policy.refusalOfName(endpoint, port);
        if (byName.isPresent()) {
            return new JudgedAddresses(policy, found, List.of(), endpoint + " " + byName.get());
        }
        var allowed = new ArrayList<InetAddress>();
        String refusal = null;
        for (var address : found) {
            var why = policy.refusal(address, port);
            if (why.isEmpty()) {
                allowed.add(address);
            } else if (refusal == null) {
                refusal = IpAddress.of(address) + " " + why.get();
            }
        }
        return new JudgedAddresses(
                policy, found, List.copyOf(allowed), allowed.isEmpty() ? refusal : null);
    }

    /** Whether this is about the same; both are compared by identity, for every connection. */
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(EndpointPolicy policy, List<InetAddress> found) {
        return this.policy == policy && this.found == found;
    }
}
