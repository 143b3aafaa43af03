package io.sixlane.fleet;

import java.util.regex.Pattern;

/** The relay that a certificate is issued for. */
public record RelayIdentity(String region, String relay) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    public RelayIdentity {
        require("region", region);
        require("relay", relay);
    }

    /**
     * @param text {@code region/relay}
     */
    static RelayIdentity of(String text) {
        var parts = text.split("/", -1);
        if (parts.length != 2) {
            throw new FleetException("A relay is REGION/ID, not '%s'.".formatted(text));
        }
        return new RelayIdentity(parts[0], parts[1]);
    }

    /** The subject alternative name of its certificate. */
    String uri() {
        return "sixlane:relay:%s:%s".formatted(region, relay);
    }

    private static void require(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new FleetException(
                    "A %s has 1 to 63 letters, digits, dots, hyphens and underscores and begins with a letter or digit, unlike '%s'."
                            .formatted(what, name));
        }
    }
}
