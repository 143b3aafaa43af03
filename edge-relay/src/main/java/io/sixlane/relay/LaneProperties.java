package io.sixlane.relay;

import io.sixlane.configuration.address.IpAddress;
import io.sixlane.relay.lane.security.LaneEncryption;
import io.sixlane.relay.lane.security.LaneFiles;
import io.sixlane.relay.lane.security.PlainLanes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the lanes to other relays.
 *
 * @param listen address:port where lanes are accepted; empty accepts none
 * @param advertise host:port under which other relays reach that; empty for {@code listen}
 * @param encryption of what lanes carry
 * @param forceNetwork allows {@link LaneEncryption#NETWORK} on addresses that are public
 * @param certificate PEM file of this relay's certificate
 * @param key PEM file of its private key
 * @param authority PEM file of the certificates that sign those of relays
 * @param congestionControl of lanes; {@code cubic} where the kernel does not have it
 * @param warm whether idle lanes are kept warm by padding
 */
@ConfigurationProperties("sixlane.relay.lane")
record LaneProperties(
        @DefaultValue("") String listen,
        @DefaultValue("") String advertise,
        @DefaultValue("tls") LaneEncryption encryption,
        @DefaultValue("false") boolean forceNetwork,
        @DefaultValue("") String certificate,
        @DefaultValue("") String key,
        @DefaultValue("") String authority,
        @DefaultValue("bbr") String congestionControl,
        @DefaultValue("true") boolean warm) {
    /** Null when no lanes are accepted. */
    @Nullable InetSocketAddress listenAddress() {
        if (listen.isEmpty()) {
            return null;
        }
        var colon = listen.lastIndexOf(':');
        var host = listen.substring(0, Math.max(0, colon)).replaceFirst("^\\[(.*)]$", "$1");
        var address = IpAddress.parse(host);
        if (address.isEmpty() || !listen.substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException(
                    "sixlane.relay.lane.listen must be address:port, was " + listen);
        }
        return new InetSocketAddress(
                address.get().toInetAddress(), Integer.parseInt(listen.substring(colon + 1)));
    }

    /** Whether credentials are configured; without them there are no lanes. */
    boolean isWanted() {
        return !certificate.isEmpty();
    }

    /**
     * Refuses settings that contradict each other, and plain lanes on public addresses.
     *
     * @param host addresses of this host
     * @throws IllegalStateException with the way out
     */
    void require(Collection<InetAddress> host) {
        var files = List.of(certificate, key, authority);
        var areNamed = files.stream().noneMatch(String::isEmpty);
        var areMissing = files.stream().allMatch(String::isEmpty);
        if (!areNamed && !(areMissing && listen.isEmpty())) {
            throw new IllegalStateException(
                    "SIXLANE_LANE_CERTIFICATE, _KEY and _AUTHORITY are needed together:"
                            + " './sixlane fleet certificate' makes the files");
        }
        if (areNamed && encryption == LaneEncryption.NETWORK) {
            Stream.of(listen, advertise)
                    .filter(place -> !place.isEmpty())
                    .map(place -> address(place).getAddress())
                    .flatMap(own -> plainLanes().refusalToListen(own, host).stream())
                    .findFirst()
                    .ifPresent(
                            refusal -> {
                                throw new IllegalStateException("the address " + refusal);
                            });
        }
    }

    PlainLanes plainLanes() {
        return new PlainLanes(forceNetwork);
    }

    LaneFiles files() {
        return new LaneFiles(Path.of(certificate), Path.of(key), Path.of(authority));
    }

    /**
     * @param bound where lanes are accepted
     */
    String advertised(InetSocketAddress bound) {
        if (!advertise.isEmpty()) {
            return advertise;
        }
        var host = bound.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort();
    }

    /**
     * Resolves names.
     *
     * @param text host:port, or [IPv6 address]:port
     * @throws IllegalArgumentException when it is none, or the host has no address
     */
    static InetSocketAddress address(String text) {
        var place = URI.create("lane://" + text);
        if (place.getHost() == null || place.getPort() < 0) {
            throw new IllegalArgumentException("'%s' is no host:port".formatted(text));
        }
        var address = new InetSocketAddress(place.getHost(), place.getPort());
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("%s has no address".formatted(place.getHost()));
        }
        return address;
    }
}
