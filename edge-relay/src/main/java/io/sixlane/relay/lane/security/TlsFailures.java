package io.sixlane.relay.lane.security;

import io.sixlane.relay.lane.security.LaneRefusedException.Cause;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLException;

/** Turns JSSE's exceptions into messages that an operator can act on. */
final class TlsFailures {
    /** Words of alerts and messages about certificates (source: RFC 8446, 6.2; JSSE). */
    private static final List<String> OF_CERTIFICATES =
            List.of("certificate", "unknown_ca", "access_denied");

    private TlsFailures() {}

    static LaneRefusedException explained(SSLException failure) {
        return new LaneRefusedException(cause(failure), "TLS failed: " + text(failure), failure);
    }

    private static Cause cause(SSLException failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof GeneralSecurityException) {
                return Cause.CERTIFICATE;
            }
        }
        var text = String.valueOf(failure.getMessage());
        return OF_CERTIFICATES.stream().anyMatch(text::contains)
                ? Cause.CERTIFICATE
                : Cause.NOT_TLS;
    }

    /** The outermost message and the innermost one, which names the reason. */
    static String text(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        var outer = String.valueOf(failure.getMessage());
        var inner = String.valueOf(root.getMessage());
        return outer.contains(inner) ? outer : outer + ": " + inner;
    }
}
