package io.sixlane.configuration.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.Examples;
import io.sixlane.configuration.json.ConfigurationJson;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import org.junit.jupiter.api.Test;

class CheckpointSealTest {
    private final KeyPair keys = newKeys();
    private final SignedCheckpoint signed =
            CheckpointSeal.sign(Examples.signedCheckpoint(), keys.getPrivate());
    private final byte[] json = ConfigurationJson.write(signed);

    @Test
    void accepts_what_was_signed() {
        assertThat(CheckpointSeal.hashOf(json)).isEqualTo(signed.hash());
        assertThat(CheckpointSeal.isSigned(json, signed.signature(), keys.getPublic())).isTrue();
    }

    @Test
    void refuses_what_another_key_signed() {
        assertThat(CheckpointSeal.isSigned(json, signed.signature(), newKeys().getPublic()))
                .isFalse();
    }

    @Test
    void refuses_another_text_under_the_same_signature() {
        var other = ConfigurationJson.write(Examples.signedCheckpoint());
        var text = new String(json, UTF_8);
        var edited = text.replace("\"events\":8", "\"events\":7").getBytes(UTF_8);

        assertThat(CheckpointSeal.isSigned(other, signed.signature(), keys.getPublic())).isTrue();
        assertThat(CheckpointSeal.isSigned(edited, signed.signature(), keys.getPublic())).isFalse();
        assertThat(CheckpointSeal.hashOf(edited)).isNotEqualTo(signed.hash());
    }

    @Test
    void refuses_an_invalid_signature() {
        assertThat(CheckpointSeal.isSigned(json, "no Base64!", keys.getPublic())).isFalse();
        assertThat(CheckpointSeal.isSigned(json, "", keys.getPublic())).isFalse();
    }

    private static KeyPair newKeys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
