package io.sixlane.configuration.fleet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * A message with the Ed25519 signature of its writer.
 *
 * @param payload base64
 * @param signature base64, over the purpose, what the message answers, and the payload
 * @param key the writer's public key, base64 of X.509
 */
public record SignedMessage(String payload, String signature, String key) {
    private static final String ALGORITHM = "Ed25519";

    /** No signature of one purpose is one of another. */
    private static final byte[] REQUEST = "sixlane join request 1\0".getBytes(US_ASCII);

    private static final byte[] ANSWER = "sixlane join answer 1\0".getBytes(US_ASCII);

    /**
     * @param publicKey X.509, which belongs to {@code privateKey}
     */
    public static SignedMessage request(byte[] payload, PrivateKey privateKey, byte[] publicKey) {
        return sign(covered(REQUEST, new byte[0], payload), payload, privateKey, publicKey);
    }

    /** Signs the answer to {@code request}, so that it answers no other. */
    public static SignedMessage answer(
            SignedMessage request, byte[] payload, PrivateKey privateKey, byte[] publicKey) {
        return sign(covered(ANSWER, request.digest(), payload), payload, privateKey, publicKey);
    }

    /** Whether the holder of {@link #key} signed it. */
    public boolean isSignedRequest() {
        return verifies(REQUEST, new byte[0]);
    }

    /** Whether the holder of {@link #key} signed it in answer to {@code request}. */
    public boolean isSignedAnswer(SignedMessage request) {
        return verifies(ANSWER, request.digest());
    }

    /**
     * @throws IllegalArgumentException if it is no base64
     */
    public byte[] bytes() {
        return Base64.getDecoder().decode(payload);
    }

    /**
     * @throws IllegalArgumentException if it is no base64
     */
    public byte[] publicKey() {
        return Base64.getDecoder().decode(key);
    }

    private boolean verifies(byte[] purpose, byte[] answered) {
        try {
            var check = Signature.getInstance(ALGORITHM);
            check.initVerify(
                    KeyFactory.getInstance(ALGORITHM)
                            .generatePublic(new X509EncodedKeySpec(publicKey())));
            check.update(covered(purpose, answered, bytes()));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return false;
        }
    }

    private static SignedMessage sign(
            byte[] covered, byte[] payload, PrivateKey privateKey, byte[] publicKey) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(covered);
            var base64 = Base64.getEncoder();
            return new SignedMessage(
                    base64.encodeToString(payload),
                    base64.encodeToString(signature.sign()),
                    base64.encodeToString(publicKey));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a message cannot be signed", e);
        }
    }

    private static byte[] covered(byte[] purpose, byte[] answered, byte[] payload) {
        return ByteBuffer.allocate(purpose.length + answered.length + payload.length)
                .put(purpose)
                .put(answered)
                .put(payload)
                .array();
    }

    private byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(signature.getBytes(US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
