package io.sixlane.identity.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
    private static final String FACE = "\uD83D\uDE00";

    @ParameterizedTest
    @ValueSource(strings = {" ", "a\nb", "a\u2028b", "exe\u202Egnp", "a\u2066b", "\uD83D"})
    void names_that_turn_or_break_the_text_after_them_are_refused(String name) {
        assertThatThrownBy(() -> Fields.name(name)).isInstanceOf(RefusedException.class);
    }

    @Test
    void characters_are_counted_not_their_halves() {
        assertThat(Fields.name(FACE.repeat(64))).isEqualTo(FACE.repeat(64));
        assertThatThrownBy(() -> Fields.name(FACE.repeat(65))).isInstanceOf(RefusedException.class);
    }

    @ParameterizedTest
    @CsvSource({"exe\u202Egnp,exe gnp", "a\u2028b,a b", "\u202E Ann \u2069,Ann", "\u202E,''"})
    void a_name_from_elsewhere_is_made_readable(String given, String shown) {
        assertThat(Fields.readable(given)).isEqualTo(shown);
    }

    @Test
    void a_long_name_from_elsewhere_ends_with_a_whole_character() {
        assertThat(Fields.readable("a" + FACE.repeat(80))).isEqualTo("a" + FACE.repeat(63));
    }
}
