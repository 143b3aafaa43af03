package io.sixlane.configuration.address;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of the network that an operator names: {@code 10.0.0.0/8}, {@code 127.0.0.1:5432}, {@code
 * [fd00::1]:5432}, {@code kafka} or {@code kafka.internal:9092}. Without a port it covers all
 * ports.
 */
public sealed interface Place {
    Pattern NAME = Pattern.compile("[a-z0-9_]([a-z0-9_.-]{0,251}[a-z0-9_])?");

    /** The port, null for all. */
    @Nullable Integer port();

    /** One port of this place. */
    Place at(int port);

    /** Addresses, or some port of them. */
    record Addresses(IpPrefix prefix, @Nullable Integer port) implements Place {
        @Override
        public Place at(int port) {
            return new Addresses(prefix, port);
        }

        boolean covers(IpAddress address, int port) {
            return (this.port == null || this.port == port) && prefix.contains(address);
        }

        /** Whether this covers all of {@code other} and is not wider in its ports. */
        boolean isWithin(Addresses other) {
            return other.prefix.contains(prefix) && (other.port == null || other.port.equals(port));
        }

        @Override
        public String toString() {
            if (port == null) {
                return prefix.toString();
            }
            var host = prefix.isOneAddress() ? prefix.first().toString() : prefix.toString();
            return prefix.first().isIpv6() ? "[" + host + "]:" + port : host + ":" + port;
        }
    }

    /**
     * A host, or one of its ports.
     *
     * @param name in lower case, without a final dot
     */
    record Named(String name, @Nullable Integer port) implements Place {
        @Override
        public Place at(int port) {
            return new Named(name, port);
        }

        boolean covers(String name, int port) {
            return this.name.equals(name) && (this.port == null || this.port == port);
        }

        @Override
        public String toString() {
            return port == null ? name : name + ":" + port;
        }
    }

    /**
     * @throws IllegalArgumentException if {@code text} is no place
     */
    static Place of(String text) {
        if (text.startsWith("[")) {
            var end = text.indexOf("]:");
            if (end < 0) {
                throw notAPlace(text);
            }
            return new Addresses(IpPrefix.of(text.substring(1, end)), port(text, end + 2));
        }
        var colon = text.indexOf(':');
        if (colon >= 0 && colon == text.lastIndexOf(':')) {
            var host = text.substring(0, colon);
            return place(text, host, port(text, colon + 1));
        }
        return place(text, text, null);
    }

    private static Place place(String text, String host, @Nullable Integer port) {
        if (host.contains(":") || host.contains("/") || IpAddress.parse(host).isPresent()) {
            return new Addresses(IpPrefix.of(host), port);
        }
        var name = canonicalName(host);
        if (!NAME.matcher(name).matches() || isNumeric(name)) {
            throw notAPlace(text);
        }
        return new Named(name, port);
    }

    /** Comma separated; blank entries are skipped. */
    static List<Place> listOf(String text) {
        var places = new ArrayList<Place>();
        for (var one : text.split(",", -1)) {
            if (!one.isBlank()) {
                places.add(of(one.strip()));
            }
        }
        return List.copyOf(places);
    }

    /** A host name in the form that is compared: lower case, without the final dot. */
    static String canonicalName(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.length() > 1 && lower.endsWith(".")
                ? lower.substring(0, lower.length() - 1)
                : lower;
    }

    private static boolean isNumeric(String name) {
        return name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    private static int port(String text, int from) {
        var digits = text.substring(from);
        if (digits.isEmpty()
                || digits.length() > 5
                || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw notAPlace(text);
        }
        var port = Integer.parseInt(digits);
        if (port < 1 || port > 65_535) {
            throw notAPlace(text);
        }
        return port;
    }

    private static IllegalArgumentException notAPlace(String text) {
        return new IllegalArgumentException(
                "must be a prefix, an address or a host, with or without a port, such as"
                        + " 10.0.0.0/8, 127.0.0.1:5432, [fd00::1]:5432 or kafka:9092, was "
                        + text);
    }
}
