package io.sixlane.configuration.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors of RFC 8785. */
class CanonicalJsonTest {
    /** Section 3.2.2. */
    @Test
    void writes_numbers_strings_and_literals_in_their_one_form() {
        var found =
                """
                {
                  "numbers": [333333333.33333329, 1E30, 4.50,
                              2e-3, 0.000000000000000000000000001],
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }
                """;

        assertThat(canonical(found))
                .isEqualTo(
                        """
                        {"literals":[null,true,false],\
                        "numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],\
                        "string":"€$\\u000f\\nA'B\\"\\\\\\\\\\"/"}\
                        """);
    }

    /** Section 3.2.3: an emoji, which is two units from D800 on, stands before U+FB33. */
    @Test
    void orders_members_by_the_utf_16_units_of_their_names() {
        var found =
                """
                {
                  "\\u20ac": "Euro Sign",
                  "\\r": "Carriage Return",
                  "\\ufb33": "Hebrew Letter Dalet With Dagesh",
                  "1": "One",
                  "\\ud83d\\ude00": "Emoji: Grinning Face",
                  "\\u0080": "Control",
                  "\\u00f6": "Latin Small Letter O With Diaeresis"
                }
                """;

        assertThat(canonical(found))
                .isEqualTo(
                        """
                        {"\\r":"Carriage Return","1":"One",\
                        "\u0080":"Control",\
                        "\u00f6":"Latin Small Letter O With Diaeresis",\
                        "\u20ac":"Euro Sign",\
                        "\ud83d\ude00":"Emoji: Grinning Face",\
                        "\ufb33":"Hebrew Letter Dalet With Dagesh"}\
                        """);
    }

    /** Section 3.2.4 shows the bytes of the example of 3.2.2; these are those of its string. */
    @Test
    void is_utf_8() {
        var bytes = CanonicalJson.ofRaw("{\"a\":\"\\u20ac\"}".getBytes(UTF_8), List.of());

        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("7b2261223a22e282ac227d");
    }

    /** Appendix B, but for NaN and Infinity, which JSON has not. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2"
    })
    void writes_a_number_as_ecmascript_does(String ieee754, String expected) {
        var number = Double.longBitsToDouble(HexFormat.fromHexDigitsToLong(ieee754));

        assertThat(canonical("{\"n\":%s}".formatted(number)))
                .isEqualTo("{\"n\":%s}".formatted(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "10, 10",
        "10.0, 10",
        "1e1, 10",
        "65499, 65499",
        "9007199254740991, 9007199254740991"
    })
    void writes_an_integer_alike_whatever_the_table_wrote(String found, String expected) {
        assertThat(canonical("{\"n\":%s}".formatted(found)))
                .isEqualTo("{\"n\":%s}".formatted(expected));
    }

    @Test
    void refuses_an_object_that_names_a_member_twice() {
        assertThatThrownBy(() -> canonical("{\"a\":1,\"\\u0061\":2}"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String canonical(String found) {
        return new String(CanonicalJson.ofRaw(found.getBytes(UTF_8), List.of()), UTF_8);
    }
}
