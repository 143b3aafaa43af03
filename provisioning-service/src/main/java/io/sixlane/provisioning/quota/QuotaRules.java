package io.sixlane.provisioning.quota;

import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.QuotaExceeded;
import java.util.Optional;

/** The rules of how many. Pure. */
public final class QuotaRules {
    public static final String ACCELERATORS = "accelerators";
    public static final String LISTENERS = "listeners-per-accelerator";
    public static final String ENDPOINT_GROUPS = "endpoint-groups-per-listener";
    public static final String ENDPOINTS = "endpoints-per-group";
    public static final String ACCESS_PREFIXES = "access-prefixes-per-listener";

    private QuotaRules() {}

    /**
     * @param used before the change
     * @param wanted after it; what does not grow is never refused
     */
    public static Optional<Rejection> refusal(String quota, int used, int wanted, int limit) {
        return wanted > limit && wanted > used
                ? Optional.of(new QuotaExceeded(quota, limit, used))
                : Optional.empty();
    }
}
