package io.sixlane.http.body;

import io.sixlane.http.problem.Answers;
import io.sixlane.http.problem.MalformedRequestException;
import io.sixlane.http.problem.ProblemType;
import java.util.List;

/**
 * A body with a field of every kind: it is read, or refused with what is wrong in it, in an answer
 * that can be written. Accepted values have the form of their fields.
 */
public final class JsonBodyFuzz {
    private static final TextForm LETTER = TextForm.known("letter", 1, "X");
    private static final List<String> KNOWN = List.of("X", "Y", "Z");

    private JsonBodyFuzz() {}

    private record Wish(
            String code, int number, long amount, List<String> codes, ProblemType type) {}

    /** Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] input) {
        try {
            var wish = JsonBody.read(input, JsonBodyFuzz::read);
            if (!wish.code().matches("[A-Za-z0-9_-]{1,64}")
                    || wish.number() < 2
                    || wish.number() > 7
                    || wish.amount() < 0
                    || !KNOWN.containsAll(wish.codes())) {
                throw new AssertionError(wish.toString());
            }
        } catch (MalformedRequestException e) {
            Answers.check(e);
        }
    }

    private static Wish read(JsonFields fields) {
        fields.optionalObject(
                "o",
                inner -> {
                    inner.texts("t", 0, 3, LETTER);
                    inner.change("c", name -> inner.optionalInteger(name, 0, 9));
                    inner.requiredChange("r", inner::requiredBool);
                    inner.immutable("id", "it is an id");
                    return inner.bool("b", true);
                });
        fields.list("l", 0, 2, entry -> entry.oneOf("k", ProblemType.class));
        fields.union(
                "u", KNOWN, kind -> kind, "X", (kind, inner) -> inner.optionalCode("in" + kind));
        return new Wish(
                fields.code("code"),
                fields.integer("n", 2, 7),
                fields.longInteger("a", 0, 1_000_000_000_000L),
                fields.knownTexts("known", 2, LETTER, KNOWN),
                fields.oneOf("type", ProblemType.class, ProblemType.NOT_FOUND));
    }
}
