package io.sixlane.fleet;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.X509EncodedKeySpec;

/** Public keys that relays send, checked before anything is done with them. */
public final class RelayKey {
    private RelayKey() {}

    /**
     * The key of a certificate of lanes.
     *
     * @param x509 of an ECDSA P-256 key
     * @throws FleetException if it is no such key
     */
    public static PublicKey lane(byte[] x509) {
        try {
            if (read(Pem.ALGORITHM, x509) instanceof ECPublicKey key && isP256(key.getParams())) {
                return key;
            }
        } catch (GeneralSecurityException e) {
            throw new FleetException("This is no ECDSA P-256 key: %s.".formatted(e), e);
        }
        throw new FleetException("This is an ECDSA key of another curve than P-256.");
    }

    /**
     * The key that signs records and messages.
     *
     * @param x509 of an Ed25519 key
     * @throws FleetException if it is no such key
     */
    public static PublicKey signing(byte[] x509) {
        try {
            return read("Ed25519", x509);
        } catch (GeneralSecurityException e) {
            throw new FleetException("This is no Ed25519 key: %s.".formatted(e), e);
        }
    }

    private static PublicKey read(String algorithm, byte[] x509) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(x509));
    }

    private static boolean isP256(ECParameterSpec found) throws GeneralSecurityException {
        var parameters = AlgorithmParameters.getInstance(Pem.ALGORITHM);
        parameters.init(new ECGenParameterSpec("secp256r1"));
        var wanted = parameters.getParameterSpec(ECParameterSpec.class);
        return found.getCurve().equals(wanted.getCurve())
                && found.getGenerator().equals(wanted.getGenerator());
    }
}
