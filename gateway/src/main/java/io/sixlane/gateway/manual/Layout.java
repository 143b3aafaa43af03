package io.sixlane.gateway.manual;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.HtmlUtils;

/** The frame of every page of the documentation, without a script. */
public final class Layout {
    private static final MediaType HTML =
            new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final String POLICY =
            "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'none'";
    private static final String STYLE =
            """
            :root{color-scheme:light dark;font:16px/1.55 system-ui,sans-serif}
            body{max-width:56rem;margin:0 auto;padding:0 1rem 4rem}
            header{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:center;padding:1rem 0;\
            border-bottom:1px solid color-mix(in srgb,currentColor 20%,transparent)}
            header form{margin-left:auto}
            input,button{font:inherit;padding:.25rem .5rem}
            pre,table{overflow-x:auto;display:block}
            pre{padding:.75rem 1rem;border-radius:.4rem;background:color-mix(in srgb,currentColor 7%,transparent)}
            code{font:.875em ui-monospace,monospace}
            table{border-collapse:collapse;margin:1em 0}
            th,td{border:1px solid color-mix(in srgb,currentColor 20%,transparent);padding:.3rem .6rem;\
            text-align:left;vertical-align:top}
            blockquote{border-left:.25em solid;margin:1em 0;padding:0 1em}
            img{max-width:100%}
            """;

    private Layout() {}

    /** Renders Markdown whose links need no page to be resolved. */
    public static String html(String markdown) {
        return Markdown.html(markdown, destination -> destination);
    }

    /**
     * @param body HTML
     */
    public static ResponseEntity<String> answer(String title, String body) {
        return answer(title, "", body);
    }

    /** In place of a page that does not exist; the caller sets the status. */
    public static ResponseEntity<String> missing() {
        return answer(
                "No such page",
                "<h1>There is no such page</h1>\n<p>The address may have been typed wrongly, or the"
                        + " page has moved: see <a href=\"/docs\">all pages</a>, or search them"
                        + " above.</p>");
    }

    private static ResponseEntity<String> answer(String title, String query, String body) {
        var page =
                """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8">
                <meta name="viewport" content="width=device-width,initial-scale=1">
                <link rel="icon" href="/favicon.svg"><title>%s · Sixlane</title><style>%s</style></head>
                <body><header><a href="/">Console</a><a href="/docs">Documentation</a>
                <form action="/docs" role="search"><input type="search" name="q" maxlength="%s" value="%s"
                aria-label="Search the documentation"> <button>Search</button></form></header>
                <main>
                %s
                </main></body></html>
                """
                        .formatted(
                                HtmlUtils.htmlEscape(title),
                                STYLE,
                                Integer.toString(Search.MOST_CHARACTERS),
                                HtmlUtils.htmlEscape(query),
                                body);
        return ResponseEntity.ok()
                .contentType(HTML)
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .body(page);
    }

    static ResponseEntity<String> folder(String path, List<Page> pages) {
        var name = path.substring(path.lastIndexOf('/') + 1);
        var items =
                pages.stream()
                        .map(page -> "<li>%s</li>".formatted(link(page.path(), page.title())))
                        .collect(joining("\n"));
        return answer(name, "<h1>%s</h1>\n<ul>\n%s\n</ul>".formatted(name, items));
    }

    static ResponseEntity<String> hits(String query, List<Search.Hit> hits) {
        var items = hits.stream().map(Layout::hit).collect(joining("\n"));
        var none =
                "<p>No section contains all of these words. Try fewer, or see"
                        + " <a href=\"/docs\">all pages</a>.</p>";
        return answer(
                "Search",
                query,
                "<h1>Search</h1>\n" + (hits.isEmpty() ? none : "<ol>\n" + items + "\n</ol>"));
    }

    private static String hit(Search.Hit hit) {
        var page = hit.page();
        var section = hit.section();
        var heading =
                section.heading().equals(page.title())
                        ? page.title()
                        : page.title() + ": " + section.heading();
        return "<li>%s<p>%s</p></li>"
                .formatted(
                        link(page.path() + "#" + section.anchor(), heading),
                        HtmlUtils.htmlEscape(hit.excerpt()));
    }

    private static String link(String path, String text) {
        return "<a href=\"%s\">%s</a>"
                .formatted(HtmlUtils.htmlEscape(path), HtmlUtils.htmlEscape(text));
    }
}
