package io.sixlane.provisioning.convergence;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is said of relays as values of a header: printable ASCII, and few and short enough for
 * clients that take 8 KB of headers (source: defaults of Netty and Tomcat). Pure.
 */
final class HeaderWords {
    /** Characters of one value. */
    static final int LONGEST = 200;

    private static final String CUT = "...";

    private HeaderWords() {}

    /**
     * @param most that are told one by one; a last value says how many more there are
     * @param where all of them are told
     */
    static List<String> of(List<String> words, int most, String where) {
        var told = words.stream().limit(most).map(HeaderWords::shortened);
        return words.size() <= most
                ? told.toList()
                : Stream.concat(
                                told,
                                Stream.of(
                                        "and %s more, see %s"
                                                .formatted(words.size() - most, where)))
                        .toList();
    }

    private static String shortened(String said) {
        var printable = said.replaceAll("[^ -~]", "?");
        return printable.length() <= LONGEST
                ? printable
                : printable.substring(0, LONGEST - CUT.length()) + CUT;
    }
}
