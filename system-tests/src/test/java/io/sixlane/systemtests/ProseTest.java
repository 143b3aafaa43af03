package io.sixlane.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Doc comments, logs, texts of the API and pages name their subject: some words hide it. */
class ProseTest {
    private static final Pattern HIDES_ITS_SUBJECT =
            Pattern.compile(
                    "\\b([Aa]new|[Bb]y now|[Nn]obody|[Ss]omebody|[Ee]verybody|[Ww]hoever)\\b"
                            + "|(/\\*\\*|^\\s*\\*|\\. |//) *(Of|What) [a-z]");

    @Test
    void no_sentence_hides_its_subject() throws IOException {
        assertThat(found(sources())).isEmpty();
        assertThat(found(pages())).isEmpty();
    }

    @Test
    void a_sentence_that_hides_its_subject_is_reported() {
        assertThat(
                        HIDES_ITS_SUBJECT
                                .matcher("/** Nobody said it, so it is made anew. */")
                                .results())
                .hasSize(2);
        assertThat(HIDES_ITS_SUBJECT.matcher("/** Of a payload. */").find()).isTrue();
        assertThat(HIDES_ITS_SUBJECT.matcher(" * Bytes. What is left stays.").find()).isTrue();
        assertThat(HIDES_ITS_SUBJECT.matcher("The renewal canewas gone by nowhere.").find())
                .isFalse();
    }

    private static List<String> found(Stream<Path> files) throws IOException {
        var found = new ArrayList<String>();
        try (files) {
            for (var file : files.toList()) {
                for (var line : Files.readAllLines(file)) {
                    if (HIDES_ITS_SUBJECT.matcher(line).find()) {
                        found.add(Project.home().relativize(file) + ": " + line.strip());
                    }
                }
            }
        }
        return found;
    }

    private static Stream<Path> sources() throws IOException {
        var files = new ArrayList<Path>();
        for (var module : Project.MODULES) {
            var main = Project.home().resolve(module).resolve("src/main");
            try (var all = Files.walk(main)) {
                all.filter(file -> file.toString().matches(".*\\.(java|sql|yml)"))
                        .forEach(files::add);
            }
        }
        return files.stream();
    }

    private static Stream<Path> pages() throws IOException {
        var files = new ArrayList<Path>();
        try (var docs = Files.walk(Project.home().resolve("docs"));
                var top = Files.list(Project.home())) {
            Stream.concat(docs, top)
                    .filter(file -> file.toString().matches(".*\\.(md|yaml|json)"))
                    .forEach(files::add);
        }
        return files.stream();
    }
}
