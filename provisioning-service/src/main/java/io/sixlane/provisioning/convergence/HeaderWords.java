package io.sixlane.provisioning.convergence;

import java.util.List;
import java.util.stream.Stream;

/**
 * Sentences about relays as values of a header: printable ASCII, and few and short enough for
 * clients that accept 8 KB of headers (source: defaults of Netty and Tomcat). Pure.
 */
final class HeaderWords {
    /** Characters of one value. */
    static final int LONGEST = 200;

    private static final String CUT = "...";

    private HeaderWords() {}

    /**
     * @param most values; a last one holds the number of omitted values
     * @param where all values can be read
     */
    static List<String> of(List<String> words, int most, String where) {
        var values = words.stream().limit(most).map(HeaderWords::shortened);
        return words.size() <= most
                ? values.toList()
                : Stream.concat(
                                values,
                                Stream.of(
                                        "and %s more, see %s"
                                                .formatted(words.size() - most, where)))
                        .toList();
    }

    private static String shortened(String value) {
        var printable = value.replaceAll("[^ -~]", "?");
        return printable.length() <= LONGEST
                ? printable
                : printable.substring(0, LONGEST - CUT.length()) + CUT;
    }
}
