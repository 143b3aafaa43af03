package io.sixlane.http.connection;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A host with an optional port (RFC 9110, 7.2), as two clients that mean the same host write it
 * alike: in lower case and without the final dot.
 *
 * @param name a name, an IPv4 address, or an IPv6 address in brackets
 * @param port empty without one
 */
public record HostName(String name, Optional<Integer> port) {
    private static final Pattern HOST =
            Pattern.compile(
                    "(\\[[0-9A-Fa-f:.]{2,45}]|(?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2}){1,255})"
                            + "(?::([0-9]{0,5}))?");
    private static final int MOST_PORT = 65_535;

    /** Empty when {@code text} is not a host, or its port is above 65535. */
    public static Optional<HostName> parse(String text) {
        var host = HOST.matcher(text.strip());
        if (!host.matches() || host.group(1).contains("..")) {
            return Optional.empty();
        }
        var digits = Optional.ofNullable(host.group(2)).filter(port -> !port.isEmpty());
        var port = digits.map(Integer::valueOf);
        return port.isPresent() && port.get() > MOST_PORT
                ? Optional.empty()
                : Optional.of(new HostName(canonical(host.group(1)), port));
    }

    private static String canonical(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.length() > 1 && lower.endsWith(".")
                ? lower.substring(0, lower.length() - 1)
                : lower;
    }

    /** The form in a header. */
    @Override
    public String toString() {
        return port.map(number -> name + ":" + number).orElse(name);
    }
}
