package io.sixlane.configuration.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.fleet.JoinToken.Pin;
import io.sixlane.configuration.fleet.JoinToken.PinKind;
import java.security.KeyPairGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JoinTokenTest {
    private static final byte[] KEY = {1, 2, 3};

    @Test
    void a_token_is_read_as_it_was_written() {
        for (var kind : PinKind.values()) {
            var token = JoinToken.random("abc1", Pin.of(kind, KEY));

            assertThat(token.text()).startsWith("sxl_join_abc1_");
            assertThat(JoinToken.parse(token.text())).contains(token);
            assertThat(token.pin().fits(KEY)).isTrue();
            assertThat(token.pin().fits(new byte[] {1})).isFalse();
            assertThat(Pin.parse(token.pin().text())).isEqualTo(token.pin());
            assertThat(token.toString()).doesNotContain(token.secret());
        }
    }

    @Test
    void a_mistyped_or_shortened_token_is_none() {
        var text = JoinToken.random("abc1", Pin.of(PinKind.TLS, KEY)).text();

        assertThat(IntStream.range(0, text.length()))
                .noneMatch(i -> JoinToken.parse(text.substring(0, i)).isPresent())
                .noneMatch(
                        i ->
                                JoinToken.parse(
                                                text.substring(0, i)
                                                        + (text.charAt(i) == '0' ? '1' : '0')
                                                        + text.substring(i + 1))
                                        .isPresent());
        assertThat(JoinToken.secretHash("x")).hasSize(64);
    }

    @Test
    void a_signature_belongs_to_its_message_its_purpose_and_its_question() throws Exception {
        var keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var publicKey = keys.getPublic().getEncoded();
        var request = SignedMessage.request(KEY, keys.getPrivate(), publicKey);
        var other = SignedMessage.request(new byte[] {9}, keys.getPrivate(), publicKey);
        var answer = SignedMessage.answer(request, KEY, keys.getPrivate(), publicKey);

        assertThat(request.isSignedRequest()).isTrue();
        assertThat(answer.isSignedAnswer(request)).isTrue();
        assertThat(answer.isSignedAnswer(other)).isFalse();
        assertThat(answer.isSignedRequest()).isFalse();
        assertThat(request.isSignedAnswer(request)).isFalse();
        assertThat(
                        new SignedMessage(other.payload(), request.signature(), request.key())
                                .isSignedRequest())
                .isFalse();
        assertThat(new SignedMessage("?", "?", "?").isSignedRequest()).isFalse();
    }
}
