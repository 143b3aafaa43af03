package io.sixlane.gateway.manual;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the sections that contain all words of a query, best first. */
final class Search {
    /** How many of a query are read; the rest is ignored. */
    static final int MOST_CHARACTERS = 200;

    private static final int MOST_HITS = 30;
    private static final int IN_TITLE = 9;
    private static final int IN_HEADING = 3;
    private static final int EXCERPT = 220;

    private Search() {}

    /**
     * @param excerpt of the section, around the first word that it contains
     */
    record Hit(Page page, Page.Section section, int score, String excerpt) {}

    static List<Hit> hits(Collection<Page> pages, String query) {
        var words = words(query);
        if (words.isEmpty()) {
            return List.of();
        }
        return pages.stream()
                .flatMap(page -> page.sections().stream().map(section -> hit(page, section, words)))
                .filter(hit -> hit.score() > 0)
                .sorted(
                        Comparator.comparingInt((Hit hit) -> -hit.score())
                                .thenComparing(hit -> hit.page().path()))
                .limit(MOST_HITS)
                .toList();
    }

    private static List<String> words(String query) {
        var read = query.substring(0, Math.min(query.length(), MOST_CHARACTERS));
        return Arrays.stream(lower(read).split("[\\s,;]+"))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    private static Hit hit(Page page, Page.Section section, List<String> words) {
        var title = lower(page.title());
        var heading = lower(section.heading());
        var text = lower(section.text());
        var score = 0;
        for (var word : words) {
            var found =
                    (title.contains(word) ? IN_TITLE : 0)
                            + (heading.contains(word) ? IN_HEADING : 0)
                            + (text.contains(word) ? 1 : 0);
            if (found == 0) {
                return new Hit(page, section, 0, "");
            }
            score += found;
        }
        return new Hit(page, section, score, excerpt(section.text(), text, words));
    }

    private static String excerpt(String text, String lower, List<String> words) {
        var first = words.stream().mapToInt(lower::indexOf).filter(at -> at >= 0).min().orElse(0);
        var begin = Math.max(0, Math.min(first - EXCERPT / 3, text.length() - EXCERPT));
        var end = Math.min(text.length(), begin + EXCERPT);
        return (begin > 0 ? "…" : "")
                + text.substring(begin, end).replaceAll("\\s+", " ").strip()
                + (end < text.length() ? "…" : "");
    }

    /** Characters keep their places: each is lowered by itself. */
    private static String lower(String text) {
        var lowered = text.toLowerCase(Locale.ROOT);
        return lowered.length() == text.length() ? lowered : text;
    }
}
