package io.sixlane.provisioning.quota;

import io.sixlane.configuration.accelerator.ClientIp;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Quotas of accounts, from SIXLANE_LIMITS_ACCELERATORS, SIXLANE_LIMITS_LISTENERS and so on.
 *
 * @param limits of every account
 * @param accounts by account, its own values: sixlane.accounts.NAME.endpoints and so on
 */
@ConfigurationProperties("sixlane")
public record AccountProperties(
        @DefaultValue Limits limits, @DefaultValue Map<String, Overrides> accounts) {
    private static final int MOST = 1_000_000;

    /** See {@link AccountLimits}. Sources: the hosted service's quotas, AWS' 10 groups. */
    record Limits(
            @DefaultValue("10") int accelerators,
            @DefaultValue("50") int listeners,
            @DefaultValue("10") int endpointGroups,
            @DefaultValue("10") int endpoints,
            @DefaultValue("150") int accessPrefixes,
            @DefaultValue({"OFF", "PROXY_V1", "PROXY_V2", "SPP"}) Set<ClientIp> clientIp) {
        Limits {
            for (var limit :
                    new int[] {
                        accelerators, listeners, endpointGroups, endpoints, accessPrefixes
                    }) {
                if (limit < 0 || limit > MOST) {
                    throw new IllegalArgumentException(
                            "a quota in sixlane.limits must be 0 to %s, was %s"
                                    .formatted(MOST, limit));
                }
            }
        }
    }

    /** Overrides for one account; null keeps the general limit. */
    record Overrides(
            @Nullable Integer accelerators,
            @Nullable Integer listeners,
            @Nullable Integer endpointGroups,
            @Nullable Integer endpoints,
            @Nullable Integer accessPrefixes,
            @Nullable Set<ClientIp> clientIp) {
        static final Overrides NONE = new Overrides(null, null, null, null, null, null);
    }

    public AccountLimits of(String account) {
        var own = accounts.getOrDefault(account, Overrides.NONE);
        return new AccountLimits(
                or(own.accelerators(), limits.accelerators()),
                or(own.listeners(), limits.listeners()),
                or(own.endpointGroups(), limits.endpointGroups()),
                or(own.endpoints(), limits.endpoints()),
                or(own.accessPrefixes(), limits.accessPrefixes()),
                Objects.requireNonNullElse(own.clientIp(), limits.clientIp()));
    }

    private static int or(@Nullable Integer own, int everywhere) {
        return Objects.requireNonNullElse(own, everywhere);
    }
}
