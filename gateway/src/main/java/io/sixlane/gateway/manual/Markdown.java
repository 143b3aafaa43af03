package io.sixlane.gateway.manual;

import java.util.List;
import java.util.function.UnaryOperator;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;

/** Markdown as GitHub shows it: tables, and an anchor for each heading. */
final class Markdown {
    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), HeadingAnchorExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer HTML =
            HtmlRenderer.builder().extensions(EXTENSIONS).escapeHtml(true).build();
    private static final TextContentRenderer TEXT =
            TextContentRenderer.builder().extensions(List.of(TablesExtension.create())).build();

    private Markdown() {}

    /**
     * @param link makes the destination of each link and picture
     */
    static String html(String markdown, UnaryOperator<String> link) {
        var document = PARSER.parse(markdown);
        document.accept(new Links(link));
        return HTML.render(document);
    }

    /** Without markup, for a search. */
    static String text(String markdown) {
        Node document = PARSER.parse(markdown);
        return TEXT.render(document);
    }

    private static final class Links extends AbstractVisitor {
        private final UnaryOperator<String> link;

        private Links(UnaryOperator<String> link) {
            this.link = link;
        }

        @Override
        public void visit(Link node) {
            node.setDestination(link.apply(node.getDestination()));
            visitChildren(node);
        }

        @Override
        public void visit(Image node) {
            node.setDestination(link.apply(node.getDestination()));
            visitChildren(node);
        }
    }
}
