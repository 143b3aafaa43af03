package io.sixlane.gateway.route;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** A page for each type of problem: its section of the reference of errors, read when asked for. */
@Component
@Lazy
class ProblemPages {
    /** {@code docs/reference/errors.md}, which the build puts there. */
    private static final String REFERENCE = "reference/errors.md";

    private static final Pattern SECTION =
            Pattern.compile("(?ms)^## ([a-z0-9-]+)\n\n(`/problems/\\1`.*?)(?=^#|^<!--|\\z)");
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");
    private static final String STYLE =
            "body{font:16px/1.5 system-ui,sans-serif;max-width:42em;margin:3em auto;padding:0 1em}"
                    + "blockquote{border-left:.25em solid;margin:1em 0;padding:0 1em}";

    private final Map<String, String> sections;

    ProblemPages() throws IOException {
        var reference = new ClassPathResource(REFERENCE).getContentAsString(StandardCharsets.UTF_8);
        sections = new TreeMap<>();
        SECTION.matcher(reference)
                .results()
                .forEach(found -> sections.put(found.group(1), found.group(2).strip()));
    }

    /** The page as HTML; empty when there is no such problem. */
    Optional<String> page(String name) {
        return Optional.ofNullable(sections.get(name)).map(section -> page(name, section));
    }

    private static String page(String name, String section) {
        return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>%1$s</title><style>%2$s</style></head>
        <body><h1>%1$s</h1>
        %3$s
        </body></html>
        """
                .formatted(
                        name,
                        STYLE,
                        Pattern.compile("\n\n+")
                                .splitAsStream(section)
                                .map(ProblemPages::paragraph)
                                .collect(joining("\n")));
    }

    private static String paragraph(String text) {
        if (text.startsWith("> ")) {
            return "<blockquote>%s</blockquote>".formatted(inline(text.replaceAll("(?m)^> ", "")));
        }
        if (text.startsWith("- ")) {
            return text.lines()
                    .map(line -> "<li>%s</li>".formatted(inline(line.substring(2))))
                    .collect(joining("\n", "<ul>", "</ul>"));
        }
        return "<p>%s</p>".formatted(inline(text));
    }

    private static String inline(String text) {
        return CODE.matcher(HtmlUtils.htmlEscape(text)).replaceAll("<code>$1</code>");
    }
}
