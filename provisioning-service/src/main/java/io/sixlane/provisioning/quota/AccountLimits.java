package io.sixlane.provisioning.quota;

import io.sixlane.configuration.accelerator.ClientIp;
import java.util.Set;

/**
 * The quotas of one account.
 *
 * @param accelerators of the account
 * @param listeners of one accelerator
 * @param endpointGroups of one listener
 * @param endpoints of one endpoint group
 * @param accessPrefixes in all access lists of one listener
 * @param clientIp how endpoints may learn the client's address
 */
public record AccountLimits(
        int accelerators,
        int listeners,
        int endpointGroups,
        int endpoints,
        int accessPrefixes,
        Set<ClientIp> clientIp) {
    public AccountLimits {
        clientIp = Set.copyOf(clientIp);
    }
}
