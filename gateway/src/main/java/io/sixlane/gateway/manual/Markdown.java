package io.sixlane.gateway.manual;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Markdown as GitHub shows it: tables, and an anchor for each heading. */
final class Markdown {
    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), HeadingAnchorExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer HTML =
            HtmlRenderer.builder().extensions(EXTENSIONS).escapeHtml(true).build();
    private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?-->");

    private Markdown() {}

    /**
     * @param link makes the destination of each link and picture
     */
    static String html(String markdown, UnaryOperator<String> link) {
        var document = parse(markdown);
        document.accept(new Links(link));
        return HTML.render(document);
    }

    /** Without markup, for a search. */
    static String text(String markdown) {
        var words = new Words();
        parse(markdown).accept(words);
        return words.text.toString().strip();
    }

    private static Node parse(String markdown) {
        return PARSER.parse(COMMENT.matcher(markdown).replaceAll(""));
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

    private static final class Words extends AbstractVisitor {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void visit(Text node) {
            text.append(node.getLiteral());
        }

        @Override
        public void visit(Code node) {
            text.append(node.getLiteral());
        }

        @Override
        public void visit(FencedCodeBlock node) {
            text.append(node.getLiteral());
        }

        @Override
        public void visit(IndentedCodeBlock node) {
            text.append(node.getLiteral());
        }

        @Override
        public void visit(SoftLineBreak node) {
            text.append(' ');
        }

        @Override
        protected void visitChildren(Node parent) {
            super.visitChildren(parent);
            if (parent instanceof Block || parent instanceof TableCell) {
                text.append(' ');
            }
        }
    }
}
