package io.sixlane.relay.lane.security;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;

/** A relay as its certificate names it: {@code sixlane:relay:<region>:<id>}. */
public record RelayName(String region, String id) {
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final String PREFIX = "sixlane:relay:";
    private static final int URI = 6;

    /**
     * @throws IllegalArgumentException if one cannot be a part of the name
     */
    public RelayName {
        require("region", region);
        require("id", id);
    }

    private static void require(String what, String text) {
        if (!PART.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "the %s of a relay with lanes has 1 to 63 letters, digits, '.', '-' and '_', and begins with a letter or digit, was '%s'"
                            .formatted(what, text));
        }
    }

    static Optional<RelayName> parse(String uri) {
        if (!uri.startsWith(PREFIX)) {
            return Optional.empty();
        }
        var parts = uri.substring(PREFIX.length()).split(":", -1);
        try {
            return parts.length == 2
                    ? Optional.of(new RelayName(parts[0], parts[1]))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Empty unless the certificate names exactly one relay. */
    static Optional<RelayName> of(X509Certificate certificate) {
        var found = new ArrayList<RelayName>();
        try {
            var names = certificate.getSubjectAlternativeNames();
            if (names == null) {
                return Optional.empty();
            }
            for (var name : names) {
                if (name.get(0) instanceof Integer type
                        && type == URI
                        && name.get(1) instanceof String uri) {
                    parse(uri).ifPresent(found::add);
                }
            }
        } catch (CertificateParsingException _) {
            return Optional.empty();
        }
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** The URI. */
    @Override
    public String toString() {
        return PREFIX + region + ":" + id;
    }
}
