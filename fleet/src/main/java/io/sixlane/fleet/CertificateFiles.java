package io.sixlane.fleet;

import java.nio.file.Files;
import java.nio.file.Path;

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

    /** The key is written last. */
    boolean exist() {
        return Files.exists(key);
    }
}
