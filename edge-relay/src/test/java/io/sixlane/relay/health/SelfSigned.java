package io.sixlane.relay.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;

/** Keys of servers that no client trusts, made by {@code keytool}. */
public final class SelfSigned {
    private SelfSigned() {}

    /**
     * A key with a certificate for other.example, the same for each call with one folder.
     *
     * @param algorithm RSA or EC
     */
    public static KeyManagerFactory keys(Path folder, String algorithm)
            throws IOException, InterruptedException, GeneralSecurityException {
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store(folder, algorithm), "password".toCharArray());
        return managers;
    }

    /** The key, whose certificate a client may trust. */
    public static KeyStore store(Path folder, String algorithm)
            throws IOException, InterruptedException, GeneralSecurityException {
        var file = folder.resolve(algorithm + ".p12");
        if (!Files.exists(file)) {
            var made =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "keytool")
                                            .toString(),
                                    "-genkeypair",
                                    "-keystore",
                                    file.toString(),
                                    "-storetype",
                                    "PKCS12",
                                    "-storepass",
                                    "password",
                                    "-alias",
                                    "key",
                                    "-keyalg",
                                    algorithm,
                                    "-dname",
                                    "CN=other.example")
                            .inheritIO()
                            .start();
            assertThat(made.waitFor()).isZero();
        }
        return KeyStore.getInstance(file.toFile(), "password".toCharArray());
    }
}
