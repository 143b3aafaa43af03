package io.sixlane.configuration.log;

import io.sixlane.configuration.json.CanonicalJson;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;

/** Signs checkpoints and checks signatures. */
public final class CheckpointSeal {
    private static final String ALGORITHM = "Ed25519";
    private static final List<String> SEAL = List.of("hash", "signature");

    private CheckpointSeal() {}

    /** The checkpoint with its hash and signature replaced. */
    public static SignedCheckpoint sign(SignedCheckpoint checkpoint, PrivateKey key) {
        var covered = CanonicalJson.of(checkpoint, SEAL);
        return new SignedCheckpoint(
                checkpoint.number(),
                checkpoint.transaction(),
                checkpoint.position(),
                checkpoint.at(),
                checkpoint.events(),
                checkpoint.heads(),
                checkpoint.previousHash(),
                checkpoint.keyId(),
                Sha256.hex(covered),
                signature(covered, key));
    }

    /**
     * The hash that a checkpoint has to carry.
     *
     * @param json as it was found
     * @throws IllegalArgumentException if it is not a JSON object
     */
    public static String hashOf(byte[] json) {
        return Sha256.hex(CanonicalJson.ofRaw(json, SEAL));
    }

    /**
     * Whether the owner of the key signed the checkpoint.
     *
     * @param json as it was found
     * @param signature in Base64
     * @throws IllegalArgumentException if it is not a JSON object
     */
    public static boolean isSigned(byte[] json, String signature, PublicKey key) {
        try {
            var verification = Signature.getInstance(ALGORITHM);
            verification.initVerify(key);
            verification.update(CanonicalJson.ofRaw(json, SEAL));
            return verification.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return false;
        }
    }

    /** As in {@link SignedCheckpoint#keyId}. */
    public static String keyId(PublicKey key) {
        return Sha256.hex(key.getEncoded());
    }

    private static String signature(byte[] covered, PrivateKey key) {
        try {
            var signing = Signature.getInstance(ALGORITHM);
            signing.initSign(key);
            signing.update(covered);
            return Base64.getEncoder().encodeToString(signing.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 key", e);
        }
    }
}
