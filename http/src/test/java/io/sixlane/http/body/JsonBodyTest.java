package io.sixlane.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sixlane.http.problem.FieldError;
import io.sixlane.http.problem.MalformedRequestException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {
    private static final TextForm LETTER = TextForm.known("letter", 1, "X");
    private static final List<String> KNOWN = List.of("X", "Y", "Z");

    @Test
    void takes_good_fields() {
        var read =
                read(
                        "{'a':'X','n':7,'f':true,'o':{'m':2},'l':['Y','X'],'price':1000000000000}",
                        fields ->
                                List.of(
                                        fields.known("a", LETTER, KNOWN),
                                        fields.integer("n", 2, 7),
                                        fields.requiredBool("f"),
                                        fields.object("o", o -> o.integer("m", 2, 7)),
                                        fields.knownTexts("l", 2, LETTER, KNOWN),
                                        fields.longInteger("price", 0, 1_000_000_000_000L)));

        assertThat(read).isEqualTo(List.of("X", 7, true, 2, List.of("Y", "X"), 1_000_000_000_000L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void another_coding_than_utf_8_is_no_json(String charset) throws Exception {
        assertThat(errors("{'a':'é'}".replace('\'', '"').getBytes(charset)))
                .extracting(FieldError::pointer)
                .containsExactly("");
    }

    /** A slash in two bytes, half of a surrogate pair, a byte of Latin-1. */
    @ParameterizedTest
    @ValueSource(strings = {"\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00e9"})
    void bytes_that_are_no_utf_8_are_refused(String bytes) {
        assertThat(errors(("{\"a\":\"" + bytes + "\"}").getBytes(StandardCharsets.ISO_8859_1)))
                .containsExactly(new FieldError("", "is not UTF-8"));
    }

    @Test
    void a_byte_order_mark_is_ignored() {
        assertThat(
                        JsonBody.<Integer>read(
                                "\uFEFF{\"n\":3}".getBytes(StandardCharsets.UTF_8),
                                fields -> fields.integer("n", 1, 9)))
                .isEqualTo(3);
    }

    private static List<FieldError> errors(byte[] body) {
        return catchThrowableOfType(
                        MalformedRequestException.class,
                        () -> JsonBody.read(body, fields -> fields.known("a", LETTER, KNOWN)))
                .errors();
    }

    @Test
    void names_every_bad_field_at_once() {
        assertThat(
                        errors(
                                "{'a':'W','n':1.5,'f':null,'o':{'m':8,'q':1},'x/y':{}}",
                                fields -> {
                                    fields.known("a", LETTER, KNOWN);
                                    fields.integer("n", 2, 7);
                                    fields.requiredBool("f");
                                    fields.integer("absent", 2, 7);
                                    return fields.object("o", o -> o.integer("m", 2, 7));
                                }))
                .containsExactly(
                        new FieldError("/a", "must be one of X, Y, Z"),
                        new FieldError("/n", "must be a whole number from 2 to 7"),
                        new FieldError("/f", "is required"),
                        new FieldError("/absent", "is required"),
                        new FieldError("/o/m", "must be 2 to 7, was 8"),
                        new FieldError("/o/q", "is not a field of this request; the fields are m"),
                        new FieldError(
                                "/x~1y",
                                "is not a field of this request; the fields are a, n, f, absent,"
                                        + " o"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {}                  | /l   | is required
                    {'l':'X'}           | /l   | must be an array of 1 to 2 codes, each once
                    {'l':[]}            | /l   | must be an array of 1 to 2 codes, each once
                    {'l':['X','Y','Z']} | /l   | must be an array of 1 to 2 codes, each once
                    {'l':['X','X']}     | /l/1 | must not be repeated
                    {'l':['X',7]}       | /l/1 | must be one of X, Y, Z
                    """)
    void names_the_fault_of_an_array(String body, String pointer, String detail) {
        assertThat(errors(body, fields -> fields.knownTexts("l", 2, LETTER, KNOWN)))
                .containsExactly(new FieldError(pointer, detail));
    }

    @Test
    void names_no_field_of_a_non_object() {
        assertThat(errors("{'o':[]}", fields -> fields.object("o", o -> o.integer("m", 2, 7))))
                .containsExactly(new FieldError("/o", "must be a JSON object"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999999999999999", "-1", "1.0", "'7'", "true", "[]", "8"})
    void refuses_other_numbers(String number) {
        var body = "{'n':" + number + "}";
        assertThat(errors(body, fields -> fields.integer("n", 2, 7)))
                .extracting(FieldError::pointer)
                .containsExactly("/n");
        assertThat(errors(body, fields -> fields.longInteger("n", 2, 7)))
                .extracting(FieldError::pointer)
                .containsExactly("/n");
    }

    @Test
    void accepts_one_of_two_fields_with_the_same_meaning() {
        Function<JsonFields, Integer> reader =
                fields ->
                        fields.alternative(
                                "all",
                                several -> several.integer("all", 1, 9),
                                "one",
                                one -> one.integer("one", 1, 9));
        assertThat(read("{'all':3}", reader)).isEqualTo(3);
        assertThat(read("{'one':4}", reader)).isEqualTo(4);
        assertThat(errors("{'all':3,'one':4}", reader))
                .containsExactly(new FieldError("/one", "must not be given together with all"));
        assertThat(errors("{}", reader)).containsExactly(new FieldError("/one", "is required"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "7", "{", "{} {}", "{'a':1,'a':2}", "nonsense"})
    void refuses_a_body_that_is_not_one_object(String body) {
        assertThat(errors(body, _ -> "read")).extracting(FieldError::pointer).containsExactly("");
    }

    @Test
    void the_description_follows_the_reader() {
        var schema =
                FieldDescription.of(
                        fields ->
                                List.of(
                                        fields.integer("n", 2, 7),
                                        fields.bool("f", false),
                                        fields.knownTexts("l", 2, LETTER, KNOWN)));
        assertThat(schema.getRequired()).containsExactlyInAnyOrder("n", "l");
        assertThat(schema.getProperties()).containsOnlyKeys("n", "f", "l");
        assertThat(schema.getAdditionalProperties()).isEqualTo(false);
    }

    private static List<FieldError> errors(String json, Function<JsonFields, ?> reader) {
        return catchThrowableOfType(MalformedRequestException.class, () -> read(json, reader))
                .errors();
    }

    private static <T> T read(String json, Function<JsonFields, T> reader) {
        return JsonBody.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), reader);
    }
}
