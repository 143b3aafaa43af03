package io.sixlane.provisioning.acceleratorapi;

import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.EndpointState;
import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.address.IpAddress;
import io.sixlane.configuration.address.Place;
import io.sixlane.http.body.JsonFields;
import io.sixlane.http.body.TextForm;
import io.sixlane.provisioning.accelerator.EndpointChange;
import io.sixlane.provisioning.request.Identifiers;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as asked for.
 *
 * @param address an IP address in its one canonical form; a host name in lower case and without a
 *     final dot for {@link EndpointType#CUSTOM_DOMAIN}. The relay checks the addresses of a name at
 *     each lookup.
 * @param weight 0 to 255
 * @param port 1 to 65535; null for the port that the group gives it
 * @param state null for an active one
 */
record EndpointRequest(
        EndpointType type,
        String address,
        int weight,
        @Nullable Integer port,
        @Nullable EndpointState state) {
    /** Endpoints in one request. How many a group may have is a quota of the account. */
    private static final int MOST = 200;

    /**
     * RFC 1123, and underscores, which container platforms have in names; the last label has no
     * digit first, so no IPv4 address in any spelling fits.
     */
    private static final Pattern HOST_NAME =
            Pattern.compile(
                    "([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\\.)*"
                            + "[a-z_]([a-z0-9_-]{0,61}[a-z0-9_])?");

    private static final int LONGEST_NAME = 253;

    private static final int MOST_PORT = 65_535;

    private record Spot(String address, @Nullable Integer port) {}

    static List<EndpointRequest> readAll(JsonFields fields) {
        var endpoints = fields.list("endpoints", 1, MOST, EndpointRequest::read);
        var seen = new HashSet<Spot>();
        for (var i = 0; i < endpoints.size() && fields.areGood("endpoints"); i++) {
            var endpoint = endpoints.get(i);
            if (!seen.add(new Spot(endpoint.address(), endpoint.port()))) {
                fields.wrong(
                        "endpoints", "entry %s has the address and port of another".formatted(i));
            }
        }
        return endpoints;
    }

    static EndpointRequest read(JsonFields fields) {
        var type = fields.oneOf("type", EndpointType.class);
        var typeIsGood = fields.areGood("type");
        var address =
                fields.text(
                        "address",
                        TextForm.checked(
                                "host",
                                LONGEST_NAME + 1, // a final dot
                                "2001:db8::7",
                                text ->
                                        typeIsGood && canonical(type, text).isEmpty()
                                                ? Optional.of(
                                                        type == EndpointType.CUSTOM_DOMAIN
                                                                ? "must be a host name"
                                                                : "must be an IPv4 or IPv6 address")
                                                : Optional.empty()));
        var weight = fields.integer("weight", 0, Endpoint.MAX_WEIGHT);
        return new EndpointRequest(
                type,
                canonical(type, address).orElse(address),
                weight,
                fields.optionalInteger("port", 1, MOST_PORT),
                fields.optionalOneOf("state", EndpointState.class));
    }

    static EndpointChange readChange(JsonFields fields) {
        fields.immutable("type", "remove the endpoint and add another");
        fields.immutable("address", "remove the endpoint and add another");
        return new EndpointChange(
                fields.requiredChange(
                        "weight", name -> fields.integer(name, 0, Endpoint.MAX_WEIGHT)),
                fields.change("port", name -> fields.integer(name, 1, MOST_PORT)),
                fields.change("state", name -> fields.oneOf(name, EndpointState.class)));
    }

    private static Optional<String> canonical(EndpointType type, String text) {
        if (type != EndpointType.CUSTOM_DOMAIN) {
            return IpAddress.parse(text).map(IpAddress::toString);
        }
        var name = Place.canonicalName(text);
        return name.length() <= LONGEST_NAME && HOST_NAME.matcher(name).matches()
                ? Optional.of(name)
                : Optional.empty();
    }

    Endpoint endpoint(Identifiers identifiers) {
        return new Endpoint(
                new EndpointId(identifiers.next(EndpointId.PREFIX)),
                type,
                address,
                weight,
                port,
                state);
    }
}
