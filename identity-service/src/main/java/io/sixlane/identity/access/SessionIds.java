package io.sixlane.identity.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;

/** Names sessions in tokens and events. */
public final class SessionIds {
    private static final String PREFIX = "ses-";

    private SessionIds() {}

    /**
     * Names a session without being its key.
     *
     * @param key that the cookie holds
     */
    public static String of(String key) {
        return PREFIX + UUID.nameUUIDFromBytes(key.getBytes(UTF_8));
    }

    /** Whether the credentials of that id are a session, and no API token. */
    public static boolean areOf(String credential) {
        return credential.startsWith(PREFIX);
    }
}
