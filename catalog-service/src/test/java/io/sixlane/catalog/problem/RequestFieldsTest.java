package io.sixlane.catalog.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestFieldsTest {
    @Test
    void takes_good_fields() {
        var fields = fields("{\"a\":\"X\",\"n\":7,\"f\":true,\"o\":{\"m\":2}}");

        assertThat(fields.choice("a", List.of("X", "Y"))).isEqualTo("X");
        assertThat(fields.integer("n", 2, 7)).isEqualTo(7);
        assertThat(fields.flag("f")).isTrue();
        assertThat(fields.object("o").integer("m", 2, 7)).isEqualTo(2);
        fields.check();
    }

    @Test
    void names_every_bad_field_at_once() {
        var fields =
                fields("{\"a\":\"Z\",\"n\":1.5,\"f\":null,\"o\":{\"m\":8,\"q\":1},\"x/y\":{}}");

        fields.choice("a", List.of("X", "Y"));
        fields.integer("n", 2, 7);
        fields.flag("f");
        fields.object("o").integer("m", 2, 7);
        fields.integer("absent", 2, 7);

        assertThat(problems(fields))
                .containsExactlyInAnyOrder(
                        new FieldProblem("/a", "must be one of X, Y, was \"Z\""),
                        new FieldProblem(
                                "/n", "must be a whole number, 2 to 7, was the number 1.5"),
                        new FieldProblem("/f", "is missing; must be true or false"),
                        new FieldProblem("/o/m", "must be a whole number, 2 to 7, was 8"),
                        new FieldProblem("/o/q", "is not known here; known are m"),
                        new FieldProblem("/absent", "is missing; must be a whole number, 2 to 7"),
                        new FieldProblem(
                                "/x~1y", "is not known here; known are a, absent, f, n, o"));
    }

    @Test
    void says_nothing_about_the_fields_of_an_object_that_is_none() {
        var fields = fields("{\"o\":[]}");

        fields.object("o").integer("m", 2, 7);

        assertThat(problems(fields))
                .containsExactly(new FieldProblem("/o", "must be an object, was an array"));
    }

    @Test
    void refuses_a_number_beyond_every_type() {
        var fields = fields("{\"n\":99999999999999999999999}");

        fields.integer("n", 2, Long.MAX_VALUE);

        assertThat(problems(fields)).extracting(FieldProblem::pointer).containsExactly("/n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "7", "{", "{} {}", "{\"a\":1,\"a\":2}", "nonsense"})
    void refuses_what_is_not_one_object(String body) {
        var refusal = catchThrowableOfType(InvalidRequestException.class, () -> fields(body));

        assertThat(refusal.problems()).extracting(FieldProblem::pointer).containsExactly("");
    }

    private static List<FieldProblem> problems(RequestFields fields) {
        return catchThrowableOfType(InvalidRequestException.class, fields::check).problems();
    }

    private static RequestFields fields(String json) {
        return RequestFields.of(json.getBytes(StandardCharsets.UTF_8));
    }
}
