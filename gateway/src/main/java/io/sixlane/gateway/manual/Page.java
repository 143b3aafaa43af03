package io.sixlane.gateway.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.ext.heading.anchor.IdGenerator;

/**
 * One page of the documentation.
 *
 * @param file relative to the repository, such as {@code docs/how-to/audit.md}
 * @param title its first heading
 * @param sections in order; the first one holds what stands above the second heading
 */
record Page(String file, String title, String markdown, List<Section> sections) {
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *#*$");
    private static final Pattern FENCED = Pattern.compile("(?ms)^(```|~~~).*?^\\1 *$");

    /**
     * The text below one heading.
     *
     * @param anchor of the heading, as {@code #anchor} of the page's address
     * @param text without markup
     */
    record Section(String anchor, String heading, String text) {}

    static Page of(String file, String markdown) {
        var sections = new ArrayList<Section>();
        var anchors = IdGenerator.builder().build();
        var headings = HEADING.matcher(withoutCode(markdown)).results().toList();
        for (var i = 0; i < headings.size(); i++) {
            var heading = Markdown.text(headings.get(i).group(1)).strip();
            var end = i + 1 < headings.size() ? headings.get(i + 1).start() : markdown.length();
            var text = Markdown.text(markdown.substring(headings.get(i).end(), end));
            sections.add(new Section(anchors.generateId(heading), heading, text));
        }
        var title = sections.isEmpty() ? file : sections.getFirst().heading();
        return new Page(file, title, markdown, List.copyOf(sections));
    }

    /** Keeps all places; a comment of a shell is no heading. */
    private static String withoutCode(String markdown) {
        return FENCED.matcher(markdown).replaceAll(code -> ".".repeat(code.group().length()));
    }

    String path() {
        return PagePath.ofFile(file);
    }

    String html() {
        return Markdown.html(markdown, destination -> PagePath.ofLink(file, destination));
    }
}
