package io.sixlane.topics;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * An Ed25519 public key that checks signatures. Amazon Corretto Crypto Provider, whose code is
 * native, takes 39 µs of a processor for one, where it is on the class path and runs; Bouncy
 * Castle, which checks elsewhere, 80 µs, and the JDK 608 µs (ADR 0044 describes the measurement). A
 * relay with an empty disk checks one for each accelerator.
 */
final class SignerKey {
    private static final @Nullable Provider NATIVE = nativeProvider();

    private final PublicKey key;
    private final Ed25519PublicKeyParameters portable;

    private SignerKey(PublicKey key, Ed25519PublicKeyParameters portable) {
        this.key = key;
        this.portable = portable;
    }

    /** Empty for a key of another kind. */
    static Optional<SignerKey> of(byte[] x509) throws IOException {
        if (!(PublicKeyFactory.createKey(x509) instanceof Ed25519PublicKeyParameters portable)) {
            return Optional.empty();
        }
        try {
            var key =
                    KeyFactory.getInstance(SignedBytes.ALGORITHM)
                            .generatePublic(new X509EncodedKeySpec(x509));
            return Optional.of(new SignerKey(key, portable));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** Null where it cannot run, or is not on the class path. */
    private static @Nullable Provider nativeProvider() {
        try {
            return Corretto.provider();
        } catch (LinkageError _) {
            return null;
        }
    }

    /** A class of its own, since the virtual machine looks for the provider when it verifies it. */
    private static final class Corretto {
        static @Nullable Provider provider() {
            var provider = AmazonCorrettoCryptoProvider.INSTANCE;
            if (provider.getLoadingError() == null
                    && provider.getService("Signature", SignedBytes.ALGORITHM) != null) {
                return provider;
            }
            LoggerFactory.getLogger(SignerKey.class)
                    .info("signatures are checked without native code", provider.getLoadingError());
            return null;
        }
    }

    /**
     * Makes signatures, by native code where it runs: it needs a tenth of the JDK's time, and the
     * bytes are the same.
     */
    static Signature signature() throws GeneralSecurityException {
        var provider = NATIVE;
        return provider == null
                ? Signature.getInstance(SignedBytes.ALGORITHM)
                : Signature.getInstance(SignedBytes.ALGORITHM, provider);
    }

    static boolean isNative() {
        return NATIVE != null;
    }

    boolean signed(byte[] covered, byte[] signature) {
        var provider = NATIVE;
        return provider == null
                ? signedPortably(covered, signature)
                : signedBy(provider, covered, signature);
    }

    private boolean signedBy(Provider provider, byte[] covered, byte[] signature) {
        try {
            var check = Signature.getInstance(SignedBytes.ALGORITHM, provider);
            check.initVerify(key);
            check.update(covered);
            return check.verify(signature);
        } catch (GeneralSecurityException _) {
            return false; // such as a signature of another length
        }
    }

    boolean signedPortably(byte[] covered, byte[] signature) {
        var check = new Ed25519Signer();
        check.init(false, portable);
        check.update(covered, 0, covered.length);
        return check.verifySignature(signature);
    }
}
