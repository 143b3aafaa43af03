package io.sixlane.relay.lane.datagram;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Seals and opens the datagrams of one stream with AES-128-GCM. Its key comes by HKDF-SHA256 from
 * what both relays put into the hello of a lane, the id of the sender and the number of the stream,
 * so that no two streams share a key and the counter is a nonce. Confined to one thread.
 */
final class StreamKey {
    static final int TAG_BYTES = 16;

    private static final int KEY_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final String DERIVATION = "HKDF-SHA256";
    private static final String CIPHER = "AES/GCM/NoPadding";

    private final SecretKey key;
    private final Cipher cipher;

    private StreamKey(SecretKey key, Cipher cipher) {
        this.key = key;
        this.cipher = cipher;
    }

    /**
     * @param agreed bytes that only the two relays know
     */
    static StreamKey of(byte[] agreed, String sender, long stream) {
        try {
            var name = sender.getBytes(UTF_8);
            var info =
                    ByteBuffer.allocate(Long.BYTES + name.length).putLong(stream).put(name).array();
            return new StreamKey(
                    KDF.getInstance(DERIVATION)
                            .deriveKey(
                                    "AES", derivation(agreed, "sixlane d1 key", info, KEY_BYTES)),
                    Cipher.getInstance(CIPHER));
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** Names {@code agreed} in a datagram; shows nothing about it. */
    static long numberOf(byte[] agreed) {
        try {
            var number =
                    KDF.getInstance(DERIVATION)
                            .deriveData(
                                    derivation(
                                            agreed, "sixlane d1 number", new byte[0], Long.BYTES));
            return ByteBuffer.wrap(number).getLong();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private static HKDFParameterSpec derivation(
            byte[] agreed, String label, byte[] info, int bytes) {
        var name = label.getBytes(UTF_8);
        return HKDFParameterSpec.ofExtract()
                .addIKM(agreed)
                .thenExpand(
                        ByteBuffer.allocate(name.length + info.length).put(name).put(info).array(),
                        bytes);
    }

    private static IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException(DERIVATION + " or " + CIPHER + " is missing", e);
    }

    /** Returns the header, what is sealed, and its tag. */
    byte[] seal(DatagramHeader header, byte[] plain, int length) {
        var sealed = new byte[DatagramHeader.BYTES + length + TAG_BYTES];
        header.write(sealed);
        try {
            begin(Cipher.ENCRYPT_MODE, header.counter(), sealed);
            cipher.doFinal(plain, 0, length, sealed, DatagramHeader.BYTES);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** Returns the length of what was sealed, or -1 when another key sealed it. */
    int open(DatagramHeader header, byte[] datagram, int length, byte[] plain) {
        try {
            begin(Cipher.DECRYPT_MODE, header.counter(), datagram);
            return cipher.doFinal(
                    datagram, DatagramHeader.BYTES, length - DatagramHeader.BYTES, plain, 0);
        } catch (AEADBadTagException _) {
            return -1;
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private void begin(int mode, long counter, byte[] datagram) throws GeneralSecurityException {
        var nonce = ByteBuffer.allocate(NONCE_BYTES).putInt(0).putLong(counter).array();
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(datagram, 0, DatagramHeader.BYTES);
    }
}
