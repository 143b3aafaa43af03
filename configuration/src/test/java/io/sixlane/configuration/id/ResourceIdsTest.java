package io.sixlane.configuration.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sixlane.configuration.accelerator.ListenerId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceIdsTest {
    private static final String SIXTY =
            "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwx";

    @ParameterizedTest
    @ValueSource(strings = {"lsr-a", "lsr-z", "lsr-0", "lsr-9", "lsr-" + SIXTY})
    void takes_one_to_sixty_letters_or_digits(String text) {
        assertThat(new ListenerId(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "lsr",
                "lsr-",
                "lsr-A",
                "lsr-a b",
                "lsr-a\n",
                "lsr-`",
                "lsr-{",
                "lsr-/",
                "lsr-:",
                "lsr-é",
                "lsr-١",
                "ga-a",
                "Lsr-a",
                " lsr-a",
                "lsr-" + SIXTY + "a"
            })
    void refuses_everything_else_and_names_the_allowed_values(String text) {
        assertThatThrownBy(() -> new ListenerId(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "id of a listener must be lsr- and 1 to 60 lower-case letters or digits,"
                                + " was %s",
                        text);
    }
}
