package io.sixlane.provisioning.accelerator;

import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.QuotaExceeded;
import java.util.Optional;

/** The rules of how many. Pure. */
final class QuotaRules {
    static final String ACCELERATORS = "accelerators";
    static final String LISTENERS = "listeners-per-accelerator";
    static final String ENDPOINT_GROUPS = "endpoint-groups-per-listener";
    static final String ENDPOINTS = "endpoints-per-group";
    static final String ACCESS_PREFIXES = "access-prefixes-per-listener";

    private QuotaRules() {}

    /**
     * @param used before the change
     * @param wanted after it; what does not grow is never refused
     */
    static Optional<Rejection> refusal(String quota, int used, int wanted, int limit) {
        return wanted > limit && wanted > used
                ? Optional.of(new QuotaExceeded(quota, limit, used))
                : Optional.empty();
    }
}
