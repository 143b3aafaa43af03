package io.sixlane.http.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sixlane.http.request.Moments;
import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void cuts_between_characters() {
        assertThat(Excerpt.of("x".repeat(64))).isEqualTo("x".repeat(64));
        assertThat(Excerpt.of("x".repeat(66))).isEqualTo("x".repeat(64) + "…");
        assertThat(Excerpt.of("x".repeat(63) + "🚀🚀")).isEqualTo("x".repeat(63) + "\ufffd…");
        assertThat(Excerpt.of("x".repeat(62) + "🚀🚀")).isEqualTo("x".repeat(62) + "🚀…");
    }

    @Test
    void half_a_character_is_not_repeated() {
        assertThat(Excerpt.of("a\ud800b\udc00")).isEqualTo("a\ufffdb\ufffd");
        assertThat(new FieldError("/\ud800", "x".repeat(510) + "🚀x"))
                .isEqualTo(new FieldError("/\ufffd", "x".repeat(510) + "\ufffd…"));
    }

    @Test
    void a_moment_that_is_refused_is_repeated_in_whole_characters() {
        var text = "x".repeat(63) + "🚀".repeat(2);

        assertThat(catchThrowable(() -> Moments.instant(text))).hasMessageEndingWith("x\ufffd…");
    }
}
