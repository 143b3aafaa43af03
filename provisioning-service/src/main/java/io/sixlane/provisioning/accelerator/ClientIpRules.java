package io.sixlane.provisioning.accelerator;

import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.ClientIpNotAllowed;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.ClientIpNotForProtocol;
import io.sixlane.provisioning.quota.AccountLimits;
import java.util.Optional;

/** The rules of how endpoints learn the client's address. Pure. */
final class ClientIpRules {
    private ClientIpRules() {}

    static Optional<Rejection> refusal(
            Listener listener, EndpointGroup group, AccountLimits limits) {
        var mode = group.effectiveClientIp();
        if (!mode.fits(listener.protocol())) {
            return Optional.of(new ClientIpNotForProtocol(mode, listener.protocol()));
        }
        return limits.clientIp().contains(mode)
                ? Optional.empty()
                : Optional.of(new ClientIpNotAllowed(mode, limits.clientIp()));
    }
}
