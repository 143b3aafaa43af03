package io.sixlane.configuration.address;

import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.address.Place.Addresses;
import io.sixlane.configuration.address.Place.Named;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where an endpoint may be, so that a relay is no door into the machines around it. The control
 * plane judges what is configured; the relay judges the same again and what names resolve to. Pure.
 *
 * <p>Three kinds of addresses are refused: special ones ({@link SpecialAddresses}), those of the
 * installation itself, and its address pools, which would forward to themselves. An operator allows
 * a special address with any entry that covers it, and an address of the installation or of a pool
 * only with an entry at least as narrow, so that allowing a network does not open the database in
 * it.
 *
 * @param allowed what the operator allows
 * @param installation the services of the installation itself
 * @param pools prefixes that relays serve
 */
public record EndpointPolicy(List<Place> allowed, List<Place> installation, List<IpPrefix> pools) {
    private static final IpPrefix NAT64 = IpPrefix.of("64:ff9b::/96");
    private static final IpPrefix SIX_TO_FOUR = IpPrefix.of("2002::/16");
    private static final int SIX_TO_FOUR_BITS_AFTER = 80;
    private static final List<IpPrefix> LOOPBACK =
            List.of(IpPrefix.of("127.0.0.0/8"), IpPrefix.of("::1"));
    private static final List<IpAddress> LOCALHOST =
            List.of(IpPrefix.of("127.0.0.1").first(), IpPrefix.of("::1").first());
    private static final List<IpPrefix> UNSPECIFIED =
            List.of(IpPrefix.of("0.0.0.0"), IpPrefix.of("::"));

    private static final String OF_INSTALLATION = "is an address of this installation";
    private static final String OF_INSTALLATION_BY_NAME = "is a host of this installation";
    private static final String OF_POOL = "is in an address pool, so it would lead back to a relay";
    private static final String METADATA_NAME = "metadata.google.internal";

    public EndpointPolicy {
        allowed = List.copyOf(allowed);
        installation = installation.stream().flatMap(EndpointPolicy::widened).distinct().toList();
        pools = List.copyOf(pools);
    }

    /** A policy without an installation, for standalone use. */
    public static EndpointPolicy allowing(String places) {
        return new EndpointPolicy(Place.listOf(places), List.of(), List.of());
    }

    /** A service on one loopback address may listen on all of them. */
    private static Stream<Place> widened(Place place) {
        return place instanceof Addresses(var prefix, var port) && isAmong(LOOPBACK, prefix)
                ? LOOPBACK.stream().map(loopback -> new Addresses(loopback, port))
                : Stream.of(place);
    }

    private static boolean isAmong(List<IpPrefix> prefixes, IpPrefix one) {
        return prefixes.stream().anyMatch(prefix -> prefix.contains(one));
    }

    /**
     * This policy with what names of places resolve to; a service on loopback or on all addresses
     * of this host is at each of them.
     *
     * @param host addresses of this host's interfaces
     */
    EndpointPolicy resolved(
            Function<String, ? extends Collection<IpAddress>> lookup, Collection<IpAddress> host) {
        return new EndpointPolicy(
                allowed.stream().flatMap(place -> resolved(place, lookup)).toList(),
                installation.stream()
                        .flatMap(place -> resolved(place, lookup))
                        .flatMap(place -> onHost(place, host))
                        .toList(),
                pools);
    }

    private static Stream<Place> resolved(
            Place place, Function<String, ? extends Collection<IpAddress>> lookup) {
        return switch (place) {
            case Addresses addresses -> Stream.of(addresses);
            case Named(var name, var port) ->
                    Stream.concat(
                            Stream.of(place),
                            lookup.apply(name).stream().map(found -> at(found, port)));
        };
    }

    private static Stream<Place> onHost(Place place, Collection<IpAddress> host) {
        if (!(place instanceof Addresses(var prefix, var port))
                || !(isAmong(LOOPBACK, prefix) || UNSPECIFIED.contains(prefix))) {
            return Stream.of(place);
        }
        return Stream.concat(
                Stream.concat(
                        Stream.of(place), LOOPBACK.stream().map(one -> new Addresses(one, port))),
                host.stream().map(found -> at(found, port)));
    }

    private static Place at(IpAddress address, @Nullable Integer port) {
        return new Addresses(new IpPrefix(address, address.bits()), port);
    }

    /**
     * Why an endpoint cannot be at {@code address}, continuing "the address"; empty if it can. A
     * name is judged by its text alone.
     */
    public Optional<String> refusal(EndpointType type, String address, int port) {
        if (type == EndpointType.CUSTOM_DOMAIN) {
            return refusalOfName(address, port);
        }
        var ip = IpAddress.parse(address);
        return ip.isEmpty()
                ? Optional.of("is no IP address")
                : refusal(ip.get(), port)
                        .or(
                                () ->
                                        type == EndpointType.PUBLIC_IP
                                                ? refusalAsPublic(ip.get(), port)
                                                : Optional.empty());
    }

    /** Why a name cannot be an endpoint, whatever it resolves to. */
    public Optional<String> refusalOfName(String text, int port) {
        var name = Place.canonicalName(text);
        var isLocal = name.equals("localhost") || name.endsWith(".localhost");
        if (isLocal && LOCALHOST.stream().allMatch(one -> refusal(one, port).isPresent())) {
            return Optional.of(
                    LOCALHOST.stream().anyMatch(one -> allows(one, port))
                            ? OF_INSTALLATION_BY_NAME
                            : "is a loopback name");
        }
        if (name.equals(METADATA_NAME)) {
            return Optional.of("is a cloud metadata service");
        }
        return covers(installation, name, port) && !covers(allowed, name, port)
                ? Optional.of(OF_INSTALLATION_BY_NAME)
                : Optional.empty();
    }

    private static boolean covers(List<Place> places, String name, int port) {
        return places.stream()
                .anyMatch(place -> place instanceof Named named && named.covers(name, port));
    }

    public Optional<String> refusal(InetAddress address, int port) {
        return refusal(IpAddress.of(address), port);
    }

    /** Why no endpoint can be at an address, continuing "the address"; empty if one can. */
    public Optional<String> refusal(IpAddress address, int port) {
        return refusalAsOwn(address, port)
                .or(() -> embedded(address).flatMap(ipv4 -> refusalAsOwn(ipv4, port)))
                .or(() -> refusalAsSpecial(address, port));
    }

    private Optional<String> refusalAsOwn(IpAddress address, int port) {
        var allowing = covering(allowed, address, port).toList();
        if (pools.stream()
                .filter(pool -> pool.contains(address))
                .anyMatch(pool -> isClosed(new Addresses(pool, null), allowing))) {
            return Optional.of(OF_POOL);
        }
        return covering(installation, address, port).anyMatch(own -> isClosed(own, allowing))
                ? Optional.of(OF_INSTALLATION)
                : Optional.empty();
    }

    private Optional<String> refusalAsSpecial(IpAddress address, int port) {
        if (allows(address, port)) {
            return Optional.empty();
        }
        var embedded = embedded(address);
        return embedded.isPresent()
                ? refusalAsSpecial(embedded.get(), port)
                : special(address, SpecialAddresses.Use.REFUSED);
    }

    private boolean allows(IpAddress address, int port) {
        return covering(allowed, address, port).findAny().isPresent();
    }

    private Optional<String> refusalAsPublic(IpAddress address, int port) {
        if (allows(address, port)) {
            return Optional.empty();
        }
        return special(embedded(address).orElse(address), SpecialAddresses.Use.PRIVATE);
    }

    private static boolean isClosed(Addresses own, List<Addresses> allowing) {
        return allowing.stream().noneMatch(one -> one.isWithin(own));
    }

    private static Stream<Addresses> covering(List<Place> places, IpAddress address, int port) {
        return places.stream()
                .filter(Addresses.class::isInstance)
                .map(Addresses.class::cast)
                .filter(one -> one.covers(address, port));
    }

    /**
     * The IPv4 address that a translator reaches through an IPv6 one (source: RFC 6052, RFC 3056).
     */
    private static Optional<IpAddress> embedded(IpAddress address) {
        if (NAT64.contains(address)) {
            return Optional.of(address.embeddedIpv4(0));
        }
        return SIX_TO_FOUR.contains(address)
                ? Optional.of(address.embeddedIpv4(SIX_TO_FOUR_BITS_AFTER))
                : Optional.empty();
    }

    private static Optional<String> special(IpAddress address, SpecialAddresses.Use use) {
        return SpecialAddresses.find(address)
                .filter(entry -> entry.use() == use)
                .map(SpecialAddresses.Entry::reason);
    }
}
