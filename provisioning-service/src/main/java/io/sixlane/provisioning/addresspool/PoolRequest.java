package io.sixlane.provisioning.addresspool;

import io.sixlane.configuration.address.IpFamily;
import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.http.body.JsonFields;
import io.sixlane.http.body.RequestBodies;
import io.sixlane.http.body.TextForm;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The addresses that a region is to have.
 *
 * @param prefixes at most one for each family
 */
record PoolRequest(Map<IpFamily, IpPrefix> prefixes) {
    /** The longest text of an IPv6 prefix. */
    private static final int LONGEST = 43;

    private static final TextForm IPV6 =
            TextForm.checked(
                    "cidr", LONGEST, "2001:db8:7::/64", text -> check(text, IpFamily.IPV6));
    private static final TextForm IPV4 =
            TextForm.checked("cidr", LONGEST, "192.0.2.0/24", text -> check(text, IpFamily.IPV4));

    /** The body, for the document of the API. */
    @Configuration(proxyBeanMethods = false)
    static class Bodies {
        @Bean
        RequestBodies poolRequestBodies() {
            return new RequestBodies(Map.of("AddressPool", PoolRequest::read));
        }
    }

    static PoolRequest read(JsonFields fields) {
        var prefixes = new EnumMap<IpFamily, IpPrefix>(IpFamily.class);
        put(prefixes, IpFamily.IPV6, fields.optionalText("ipv6", IPV6));
        put(prefixes, IpFamily.IPV4, fields.optionalText("ipv4", IPV4));
        return new PoolRequest(prefixes);
    }

    private static void put(
            Map<IpFamily, IpPrefix> prefixes, IpFamily family, @Nullable String text) {
        if (text != null && check(text, family).isEmpty()) {
            prefixes.put(family, IpPrefix.of(text));
        }
    }

    private static Optional<String> check(String text, IpFamily family) {
        try {
            return IpPrefix.of(text).first().family() == family
                    ? Optional.empty()
                    : Optional.of("must be a prefix of " + family);
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
