package io.sixlane.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The walk through the packages in ARCHITECTURE.md names packages and classes that exist. */
class WalkTest {
    private static final int MOST_STEPS = 12;
    private static final Pattern STEP =
            Pattern.compile("^\\| \\d+ \\| `([a-z0-9.]+)` \\| (.*) \\|$", Pattern.MULTILINE);

    /** A class name of more than one word, alone between backticks. */
    private static final Pattern CLASS =
            Pattern.compile("`(?:@)?((?:[A-Z][a-z0-9]+){2,}|Acceptor|Performs)`");

    private record Step(String room, List<String> classes) {}

    private final Set<String> shipped =
            new ClassFileImporter()
                    .importPaths(Project.MODULES.stream().map(Project::classes).toList()).stream()
                            .map(JavaClass::getName)
                            .collect(Collectors.toSet());

    @Test
    void every_step_names_a_package_and_classes_that_exist() throws IOException {
        assertThat(steps(walk())).allSatisfy(step -> assertThat(missing(step)).isEmpty());
    }

    @Test
    void no_package_is_entered_twice() throws IOException {
        assertThat(steps(walk()))
                .hasSizeBetween(10, MOST_STEPS)
                .extracting(Step::room)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_missing_class_is_reported() {
        var planted = "| 1 | `relay.status` | `AppliedRevisions` is here, `GoneForGood` is not |";
        assertThat(steps(planted).map(this::missing)).containsExactly(List.of("GoneForGood"));
    }

    /** The first class of a step is in its package, the others are there or beside it in ours. */
    private List<String> missing(Step step) {
        var first = step.classes().getFirst();
        return step.classes().stream()
                .filter(
                        name ->
                                name.equals(first)
                                        ? !shipped.contains(
                                                "io.sixlane." + step.room() + "." + name)
                                        : shipped.stream()
                                                .noneMatch(
                                                        type ->
                                                                type.endsWith("." + name)
                                                                        || type.endsWith(
                                                                                "$" + name)))
                .toList();
    }

    private static Stream<Step> steps(String text) {
        return STEP.matcher(text)
                .results()
                .map(row -> new Step(row.group(1), classes(row.group(2))));
    }

    private static List<String> classes(String text) {
        return CLASS.matcher(text).results().map(name -> name.group(1)).toList();
    }

    private static String walk() throws IOException {
        var page = Files.readString(Project.home().resolve("ARCHITECTURE.md"));
        var start = page.indexOf("## A walk: add a listener");
        return page.substring(start, page.indexOf("\n## ", start + 1));
    }
}
