package io.sixlane.systemtests;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The commands of a page of the documentation: its fenced blocks of {@code sh}, as one script. A
 * block whose fence continues with {@code not run:} gives a reason instead; one of {@code sh before
 * the stack} or {@code sh alone} runs when no other page uses the stack.
 *
 * @param needs programs besides those that Sixlane needs, from the page's comment
 */
record PageCommands(Path page, List<String> needs, List<Block> blocks) {
    private static final Pattern FENCED =
            Pattern.compile("(?ms)^( *)```([^\n]*)\n(.*?)^ *```$", Pattern.MULTILINE);
    private static final Pattern INDENTED = Pattern.compile("(?m)(?:^|\n\n)((?: {4}[^\n]*\n)+)");
    private static final Pattern NEEDS = Pattern.compile("<!-- needs ([a-z0-9 ]+) -->");

    /** In a shell that has the network of the host, before a stack starts there. */
    static final String BEFORE = "sh before the stack";

    /** With the stack to itself, which it may break. */
    static final String ALONE = "sh alone";

    private static final Set<String> APART = Set.of(BEFORE, ALONE);
    private static final Pattern LOOKS_LIKE_A_COMMAND =
            Pattern.compile("(?m)^ *(?:\\$ )?(?:\\./sixlane|curl|sudo|docker) ");

    /**
     * One fenced block.
     *
     * @param language the words behind its fence
     */
    record Block(String language, String text) {
        boolean runs() {
            return language.equals("sh");
        }
    }

    static PageCommands of(Path page) throws IOException {
        var text = Files.readString(page);
        var blocks = new ArrayList<Block>();
        FENCED.matcher(text)
                .results()
                .forEach(
                        found ->
                                blocks.add(
                                        new Block(
                                                found.group(2).strip(),
                                                found.group(3)
                                                        .replaceAll(
                                                                "(?m)^" + found.group(1), ""))));
        var rest = FENCED.matcher(text).replaceAll("");
        INDENTED.matcher(rest)
                .results()
                .forEach(found -> blocks.add(new Block("", found.group(1))));
        var needs = NEEDS.matcher(text);
        return new PageCommands(
                page,
                needs.find() ? List.of(needs.group(1).split(" ")) : List.of(),
                List.copyOf(blocks));
    }

    /** Stops at the first command that fails, and prints each one before. */
    String script() {
        return blocks.stream()
                .filter(Block::runs)
                .map(Block::text)
                .collect(joining("\n", "set -euo pipefail\nset -v\n", ""));
    }

    /** Its blocks of another language, as if they were of {@code sh}. */
    PageCommands only(String language) {
        return new PageCommands(
                page,
                needs,
                blocks.stream()
                        .filter(block -> block.language().equals(language))
                        .map(block -> new Block("sh", block.text()))
                        .toList());
    }

    boolean runs() {
        return blocks.stream().anyMatch(Block::runs);
    }

    /** Blocks with a command that neither run nor say why they do not. */
    List<String> unchecked() {
        return blocks.stream()
                .filter(block -> !block.runs() && !block.language().startsWith("sh not run: "))
                .filter(block -> !APART.contains(block.language()))
                .map(Block::text)
                .filter(text -> LOOKS_LIKE_A_COMMAND.matcher(text).find())
                .toList();
    }

    @Override
    public String toString() {
        return page.getFileName().toString();
    }
}
