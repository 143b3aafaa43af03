package io.sixlane.fleet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The files of one relay, PEM.
 *
 * @param certificate of the relay
 * @param key PKCS #8, readable by its owner alone
 * @param authority the certificates of the authorities that the relay trusts
 */
public record CertificateFiles(Path certificate, Path key, Path authority) {
    public static CertificateFiles in(Path folder) {
        return new CertificateFiles(
                folder.resolve("certificate.pem"),
                folder.resolve("key.pem"),
                folder.resolve("authority.pem"));
    }

    /** The variables by which a relay finds them. */
    public Map<String, String> variables() {
        return Map.of(
                "SIXLANE_LANE_CERTIFICATE", certificate.toString(),
                "SIXLANE_LANE_KEY", key.toString(),
                "SIXLANE_LANE_AUTHORITY", authority.toString());
    }

    /** The key is written last. */
    boolean exist() {
        return Files.exists(key);
    }
}
