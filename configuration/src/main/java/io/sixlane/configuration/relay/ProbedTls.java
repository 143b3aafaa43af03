package io.sixlane.configuration.relay;

import org.jspecify.annotations.Nullable;

/**
 * The TLS of measured connections.
 *
 * @param serverName that the handshake names and a certificate must have; null for the host that
 *     the relay finds in the image
 * @param verify whether a certificate that the relay does not trust fails a connection
 */
public record ProbedTls(@Nullable String serverName, boolean verify) {
    /** Characters of the longest host name. */
    public static final int LONGEST_NAME = 253;

    public ProbedTls {
        if (serverName != null && !isName(serverName)) {
            throw new IllegalArgumentException("serverName must be a host name");
        }
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST_NAME
                && name.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }
}
