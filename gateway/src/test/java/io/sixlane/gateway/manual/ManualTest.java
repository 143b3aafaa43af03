package io.sixlane.gateway.manual;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManualTest {
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]+)\"");
    private static final Path REPOSITORY = Path.of("..");

    private final Manual manual;

    ManualTest() throws Exception {
        manual = new Manual();
    }

    @ParameterizedTest
    @CsvSource({
        "docs/README.md, /docs",
        "docs/how-to/audit.md, /docs/how-to/audit",
        "SECURITY.md, /docs/SECURITY",
        "README.md, /docs/README"
    })
    void a_file_has_a_path(String file, String path) {
        assertThat(PagePath.ofFile(file)).isEqualTo(path);
        assertThat(manual.page(path)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "docs/how-to/audit.md, ../reference/limits.md#without-epoll,"
                + " /docs/reference/limits#without-epoll",
        "docs/README.md, ../ARCHITECTURE.md, /docs/ARCHITECTURE",
        "README.md, docs/adr, /docs/adr",
        "README.md, docs/README.md, /docs",
        "README.md, docs/pictures/console.png, /docs/pictures/console.png",
        "README.md, https://example.org/a.md, https://example.org/a.md",
        "README.md, #output, #output",
        "README.md, /openapi, /openapi"
    })
    void a_link_leads_where_its_target_is_served(String file, String link, String served) {
        assertThat(PagePath.ofLink(file, link)).isEqualTo(served);
    }

    @Test
    void every_link_leads_to_a_page_an_anchor_or_a_file_that_exists() {
        var broken = new ArrayList<String>();
        for (var page : manual.pages()) {
            LINK.matcher(page.html())
                    .results()
                    .map(link -> link.group(1))
                    .filter(link -> !exists(page, link))
                    .forEach(link -> broken.add(page.file() + " → " + link));
        }
        assertThat(broken).isEmpty();
    }

    private boolean exists(Page page, String link) {
        if (!link.startsWith(PagePath.ROOT) && !link.startsWith("#")) {
            return link.contains("://") || link.equals("/openapi");
        }
        var parts = link.split("#", 2);
        var target = parts[0].isEmpty() ? page : manual.page(parts[0]).orElse(null);
        if (target == null) {
            return manual.file(parts[0]).isPresent()
                    || !manual.folder(parts[0]).isEmpty()
                    || Files.exists(REPOSITORY.resolve(parts[0].substring("/docs/".length())));
        }
        return parts.length == 1
                || target.sections().stream()
                        .anyMatch(section -> section.anchor().equals(parts[1]));
    }

    @Test
    void the_index_leads_to_every_page_but_decisions() {
        var index = manual.page(PagePath.ROOT).orElseThrow();
        var linked =
                LINK.matcher(index.html()).results().map(link -> link.group(1)).collect(toSet());
        assertThat(manual.pages())
                .filteredOn(page -> !page.path().startsWith("/docs/adr/") && !page.equals(index))
                .extracting(Page::path)
                .allSatisfy(path -> assertThat(linked).contains(path));
        assertThat(linked).contains("/docs/adr");
    }

    @Test
    void a_comment_of_a_shell_is_no_section() {
        var page = Page.of("docs/a.md", "# One\n\n```\n# not a heading\n```\n\n## Two\n\ntext\n");
        assertThat(page.title()).isEqualTo("One");
        assertThat(page.sections()).extracting(Page.Section::anchor).containsExactly("one", "two");
        assertThat(page.sections().get(1).text()).isEqualTo("text");
    }

    @Test
    void markup_of_a_page_is_text() {
        assertThat(Page.of("docs/a.md", "# A\n\n<script>alert(1)</script>").html())
                .doesNotContain("<script>")
                .contains("&lt;script&gt;");
    }

    @Test
    void a_search_reads_words_without_markup_and_comments() {
        var page =
                Page.of(
                        "docs/a.md",
                        """
                        # A

                        <!-- hidden -->
                        Use `x` or
                        [y](b.md).

                        | a | b |
                        |---|---|
                        | 1 | 2 |
                        """);
        assertThat(page.sections().getFirst().text().replaceAll("\\s+", " "))
                .isEqualTo("Use x or y. a b 1 2");
        assertThat(page.html()).doesNotContain("hidden");
    }

    @Test
    void a_path_cannot_leave_the_documentation() {
        assertThat(manual.file("/docs/../application.yml")).isEmpty();
        assertThat(manual.file("/docs/../../application.yaml")).isEmpty();
        assertThat(manual.file("/docs/asyncapi.yaml")).isPresent();
    }
}
