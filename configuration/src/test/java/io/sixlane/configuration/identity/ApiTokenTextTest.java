package io.sixlane.configuration.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTokenTextTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @Test
    void a_token_is_a_prefix_and_36_digits_and_no_two_are_alike() {
        var tokens = Stream.generate(() -> ApiTokenText.make(RANDOM)).limit(200).toList();
        assertThat(tokens)
                .doesNotHaveDuplicates()
                .allMatch(token -> token.matches("sxl_pat_[0-9A-Za-z]{36}"))
                .allMatch(ApiTokenText::isWellFormed);
    }

    /** The checksum is CRC-32 of the random digits, in base 62: a scanner needs no more. */
    @Test
    void the_checksum_can_be_computed_elsewhere() {
        assertThat(ApiTokenText.isWellFormed("sxl_pat_" + "0".repeat(30) + "2C8GjS")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sxl_pat_",
                "sxl_pat_000000000000000000000000000000000000",
                "sxl_join_00000000000000000000000000000000000",
                "٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠"
            })
    void a_text_without_its_checksum_is_no_token(String text) {
        assertThat(ApiTokenText.isWellFormed(text)).isFalse();
    }

    @Test
    void one_wrong_digit_is_noticed() {
        var token = ApiTokenText.make(RANDOM);
        for (var at = "sxl_pat_".length(); at < token.length(); at++) {
            var other = token.charAt(at) == 'x' ? 'y' : 'x';
            assertThat(
                            ApiTokenText.isWellFormed(
                                    token.substring(0, at) + other + token.substring(at + 1)))
                    .isFalse();
        }
    }
}
