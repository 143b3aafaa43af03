package io.sixlane.catalog.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestFieldsTest {
    private static final CodeForm CODE = new CodeForm("letter", 1, "X");
    private static final List<String> KNOWN = List.of("X", "Y", "Z");

    @Test
    void takes_good_fields() {
        var read =
                read(
                        "{\"a\":\"X\",\"n\":7,\"f\":true,\"o\":{\"m\":2},\"l\":[\"Y\",\"X\"]}",
                        fields ->
                                List.of(
                                        fields.choice("a", KNOWN),
                                        fields.integer("n", 2, 7),
                                        fields.flag("f"),
                                        fields.object("o", o -> o.integer("m", 2, 7)),
                                        fields.codes("l", CODE, 2, KNOWN)));

        assertThat(read).isEqualTo(List.of("X", 7L, true, 2L, List.of("Y", "X")));
    }

    @Test
    void names_every_bad_field_at_once() {
        assertThat(
                        problems(
                                "{\"a\":\"W\",\"n\":1.5,\"f\":null,\"o\":{\"m\":8,\"q\":1},\"x/y\":{}}",
                                fields -> {
                                    fields.choice("a", List.of("X", "Y"));
                                    fields.integer("n", 2, 7);
                                    fields.flag("f");
                                    fields.integer("absent", 2, 7);
                                    return fields.object("o", o -> o.integer("m", 2, 7));
                                }))
                .containsExactlyInAnyOrder(
                        new FieldProblem("/a", "must be one of X, Y, was \"W\""),
                        new FieldProblem(
                                "/n", "must be a whole number, 2 to 7, was the number 1.5"),
                        new FieldProblem("/f", "is missing; must be true or false"),
                        new FieldProblem("/o/m", "must be a whole number, 2 to 7, was 8"),
                        new FieldProblem("/o/q", "is not known here; known are m"),
                        new FieldProblem("/absent", "is missing; must be a whole number, 2 to 7"),
                        new FieldProblem(
                                "/x~1y", "is not known here; known are a, absent, f, n, o"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                  | /l   | is missing; must be an array of 1 to 2 entries, each once
                    {"l":"X"}           | /l   | must be an array of 1 to 2 entries, each once, was a string
                    {"l":[]}            | /l   | must be an array of 1 to 2 entries, each once, has 0
                    {"l":["X","Y","Z"]} | /l   | must be an array of 1 to 2 entries, each once, has 3
                    {"l":["X","X"]}     | /l/1 | is there twice
                    {"l":["X",7]}       | /l/1 | must be one of X, Y, Z, was the number 7
                    """)
    void names_what_is_wrong_with_an_array(String body, String pointer, String detail) {
        assertThat(problems(body, fields -> fields.codes("l", CODE, 2, KNOWN)))
                .containsExactly(new FieldProblem(pointer, detail));
    }

    @Test
    void says_nothing_about_the_fields_of_an_object_that_is_none() {
        assertThat(problems("{\"o\":[]}", fields -> fields.object("o", o -> o.integer("m", 2, 7))))
                .containsExactly(new FieldProblem("/o", "must be an object, was an array"));
    }

    @Test
    void refuses_a_number_beyond_every_type() {
        assertThat(
                        problems(
                                "{\"n\":99999999999999999999999}",
                                fields -> fields.integer("n", 2, Long.MAX_VALUE)))
                .extracting(FieldProblem::pointer)
                .containsExactly("/n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "7", "{", "{} {}", "{\"a\":1,\"a\":2}", "nonsense"})
    void refuses_what_is_not_one_object(String body) {
        assertThat(problems(body, _ -> "read"))
                .extracting(FieldProblem::pointer)
                .containsExactly("");
    }

    private static List<FieldProblem> problems(String json, Function<RequestFields, ?> reader) {
        return catchThrowableOfType(InvalidRequestException.class, () -> read(json, reader))
                .problems();
    }

    private static Object read(String json, Function<RequestFields, ?> reader) {
        return RequestFields.read(json.getBytes(StandardCharsets.UTF_8), reader);
    }
}
