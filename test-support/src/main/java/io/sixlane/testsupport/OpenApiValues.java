package io.sixlane.testsupport;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Right and wrong values of one field, made from its schema. */
final class OpenApiValues {
    private OpenApiValues() {}

    record Candidate(@Nullable Object value, String why, boolean good) {}

    static List<Candidate> candidates(String type, Map<String, Object> schema) {
        var candidates = new ArrayList<Candidate>();
        if (type.isEmpty()) {
            candidates.add(new Candidate(1, "anything", true));
            return candidates;
        }
        wrongTypes(type).forEach(value -> candidates.add(candidate(value, "type", false)));
        candidates.add(new Candidate(null, "null", allowsNull(schema)));
        switch (type) {
            case "integer" -> integers(schema, candidates);
            case "string" -> texts(schema, candidates);
            case "boolean" -> {
                candidates.add(candidate(true, "value", true));
                candidates.add(candidate(false, "value", true));
            }
            case "array", "object" -> {}
            default -> throw new AssertionError("no values for the type " + type);
        }
        return candidates;
    }

    private static Candidate candidate(Object value, String what, boolean good) {
        var text = String.valueOf(value);
        return new Candidate(
                value, what + " " + text.substring(0, Math.min(40, text.length())), good);
    }

    private static boolean allowsNull(Map<String, Object> schema) {
        if (schema.get("oneOf") instanceof List<?> kinds) {
            return kinds.stream().anyMatch(OpenApiValues::isNull);
        }
        return schema.get("type") instanceof List<?> types && types.contains("null");
    }

    /** Whether a kind of object is none but null. */
    static boolean isNull(@Nullable Object kind) {
        return kind instanceof Map<?, ?> schema
                && ("null".equals(schema.get("type"))
                        || List.of("null").equals(schema.get("type")));
    }

    private static List<Object> wrongTypes(String type) {
        var wrong = new ArrayList<>();
        if (!type.equals("string")) {
            wrong.add("1");
            wrong.add("");
        }
        if (!type.equals("integer")) {
            wrong.add(7);
        }
        if (!type.equals("boolean")) {
            wrong.add(true);
        }
        if (!type.equals("array")) {
            wrong.add(List.of());
            wrong.add(List.of(1));
        }
        if (!type.equals("object")) {
            wrong.add(Map.of());
            wrong.add(Map.of("a", 1));
        }
        wrong.add(1.5);
        return wrong;
    }

    private static void integers(Map<String, Object> schema, List<Candidate> candidates) {
        var least = number(schema.get("minimum"));
        var most = number(schema.get("maximum"));
        for (var value : new LinkedHashSet<>(List.of(least, Math.min(least + 1, most), most))) {
            candidates.add(candidate(value, "value", true));
        }
        for (var value : List.of(least - 1, most + 1, Long.MIN_VALUE, Long.MAX_VALUE)) {
            candidates.add(candidate(value, "value", false));
        }
        candidates.add(candidate(BigInteger.TWO.pow(64).add(BigInteger.ONE), "value", false));
        candidates.add(candidate(new BigDecimal("1e400"), "value", false));
    }

    private static void texts(Map<String, Object> schema, List<Candidate> candidates) {
        if (schema.get("enum") instanceof List<?> constants) {
            constants.stream()
                    .filter(Objects::nonNull)
                    .forEach(constant -> candidates.add(candidate(constant, "constant", true)));
            candidates.add(candidate("NOBODY_KNOWS_THIS", "constant", false));
            candidates.add(candidate("", "constant", false));
            candidates.add(candidate(constants.getFirst() + " ", "constant with a space", false));
            return;
        }
        var example = example(schema);
        var least = (int) number(schema.get("minLength"));
        var most = (int) number(schema.get("maxLength"));
        candidates.add(candidate(example, "example", true));
        candidates.add(candidate(example + "\0", "with NUL", false));
        candidates.add(candidate(example + "\n", "with LF", false));
        candidates.add(candidate(example + "\uD800", "with half a character", false));
        candidates.add(candidate(padded(example, most + 1), "too long", false));
        candidates.add(candidate(padded(example, 100_000), "far too long", false));
        if (least > 0) {
            candidates.add(candidate(example.substring(0, least - 1), "too short", false));
        }
        if (schema.get("format") instanceof String format) {
            wronglyFormed(format)
                    .forEach(text -> candidates.add(candidate(text, "no " + format, false)));
        }
        if (schema.get("pattern") instanceof String pattern) {
            for (var length : new LinkedHashSet<>(List.of(least, most))) {
                var text = padded(example, length);
                candidates.add(candidate(text, "length " + length, text.matches(pattern)));
            }
        }
    }

    /** Values of the right length and characters that violate the format. */
    private static List<String> wronglyFormed(String format) {
        return switch (format) {
            case "host" -> List.of("no host", "-", "2001:db8::7::1", "198.51.100.256");
            case "cidr" ->
                    List.of("2001:db8::/", "2001:db8::/129", "198.51.100.0/33", "2001:db8/32");
            case "region" -> List.of("cn-atlantis", "CN-HONGKONG", " cn-hongkong");
            case "currency" -> List.of("EUR", "usd");
            default -> throw new AssertionError("nothing wrong is known of the format " + format);
        };
    }

    /** The example, cut or with its last character again and again. */
    private static String padded(String example, int length) {
        return length <= example.length()
                ? example.substring(0, length)
                : example
                        + example.substring(example.length() - 1).repeat(length - example.length());
    }

    static Object sample(String type, Map<String, Object> schema, int index) {
        return switch (type) {
            case "integer" ->
                    Math.min(number(schema.get("minimum")) + index, number(schema.get("maximum")));
            case "boolean" -> false;
            case "string" ->
                    schema.get("enum") instanceof List<?> constants
                            ? Objects.requireNonNull(constants.getFirst())
                            : index == 0 || "cidr".equals(schema.get("format"))
                                    ? example(schema)
                                    : example(schema) + index;
            default -> 1;
        };
    }

    private static String example(Map<String, Object> schema) {
        if (schema.get("example") instanceof String example) {
            return example;
        }
        throw new AssertionError("the document leaves out an example of a text: " + schema);
    }

    /** A bound that the document must state. */
    static long number(@Nullable Object bound) {
        if (bound instanceof Number number) {
            return number.longValue();
        }
        throw new AssertionError("the document leaves out a bound");
    }
}
