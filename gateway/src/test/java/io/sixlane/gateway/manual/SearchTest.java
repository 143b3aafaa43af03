package io.sixlane.gateway.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SearchTest {
    private static final Page DRAIN =
            Page.of(
                    "docs/drain.md",
                    "# Drain an endpoint\n\nOld connections stay.\n\n## Time\n\n30 seconds\n");
    private static final Page LIMITS =
            Page.of("docs/limits.md", "# Limits\n\nConnections that drain take places.\n");
    private static final List<Page> PAGES = List.of(LIMITS, DRAIN);

    @Test
    void all_words_must_be_in_a_section_or_its_headings() {
        assertThat(Search.hits(PAGES, "drain seconds"))
                .extracting(hit -> hit.section().anchor())
                .containsExactly("time");
        assertThat(Search.hits(PAGES, "drain zebra")).isEmpty();
    }

    @Test
    void a_title_weighs_more_than_a_text() {
        assertThat(Search.hits(PAGES, "DRAIN"))
                .extracting(hit -> hit.page().title())
                .containsExactly("Drain an endpoint", "Drain an endpoint", "Limits");
    }

    @Test
    void an_excerpt_shows_the_first_word_that_is_found() {
        var page =
                Page.of("docs/a.md", "# A\n\n" + "x ".repeat(500) + "needle " + "y ".repeat(500));
        assertThat(Search.hits(List.of(page), "needle").getFirst().excerpt())
                .contains("needle")
                .startsWith("…")
                .endsWith("…")
                .hasSizeLessThan(300);
    }

    @Test
    void a_query_without_words_finds_nothing() {
        assertThat(Search.hits(PAGES, " , ")).isEmpty();
        assertThat(Search.hits(PAGES, "")).isEmpty();
    }

    @Test
    void only_the_beginning_of_a_long_query_is_read() {
        assertThat(Search.hits(PAGES, "drain" + " ".repeat(Search.MOST_CHARACTERS) + "zebra"))
                .isNotEmpty();
    }
}
