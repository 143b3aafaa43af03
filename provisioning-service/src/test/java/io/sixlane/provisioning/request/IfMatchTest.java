package io.sixlane.provisioning.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"*", " * ", "\"7\"", "\"1\", \"7\"", "W/\"1\",\"7\""})
    void lets_revision_7_be_changed(@Nullable String header) {
        assertThatCode(() -> IfMatch.parse(header).check(7)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"6\"", "W/\"7\"", "\"\"", "\"07\""})
    void keeps_revision_7_from_change(String header) {
        var stale =
                catchThrowableOfType(
                        StaleRevisionException.class, () -> IfMatch.parse(header).check(7));
        assertThat(stale.presentRevision()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "", "\"7", "\"7\",", "w/\"7\""})
    void refuses_what_is_no_entity_tag(String header) {
        assertThatThrownBy(() -> IfMatch.parse(header))
                .isInstanceOf(MalformedRequestException.class)
                .hasMessageContaining("If-Match");
    }

    @Test
    void refuses_a_header_without_end() {
        assertThatThrownBy(() -> IfMatch.parse("\"" + "7".repeat(2_000) + "\""))
                .isInstanceOf(MalformedRequestException.class);
    }
}
