package io.sixlane.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The layering of ARCHITECTURE.md, held against the classes that ship. */
class ArchitectureTest {
    private static final int MOST_LINES = 400;

    private static JavaClasses shipped;
    private static JavaClasses planted;

    @BeforeAll
    static void read_classes(@TempDir Path folder) throws IOException {
        shipped =
                new ClassFileImporter()
                        .importPaths(Project.MODULES.stream().map(Project::classes).toList());
        planted = PlantedClasses.compile(folder);
    }

    static Stream<String> rules() {
        return Layering.rules().keySet().stream();
    }

    @Test
    void every_module_was_read() {
        assertThat(Layering.WORDS)
                .allSatisfy(
                        word ->
                                assertThat(shipped.stream())
                                        .anyMatch(
                                                type ->
                                                        type.getPackageName()
                                                                .startsWith("io.sixlane." + word)));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void shipped_classes_keep_the_rule(String name) {
        rule(name).check(shipped);
    }

    /** A rule that no class can break holds nothing: each fails on classes planted for it. */
    @ParameterizedTest
    @MethodSource("rules")
    void planted_classes_break_the_rule(String name) {
        assertThat(rule(name).evaluate(planted).hasViolation()).isTrue();
    }

    @Test
    void public_means_used_by_another_package() {
        var withTests =
                new ClassFileImporter()
                        .importPaths(
                                Project.MODULES.stream()
                                        .flatMap(Project::classesAndTests)
                                        .filter(Files::exists)
                                        .toList());

        Layering.publicMeansUsedElsewhere().check(withTests);
        assertThat(Layering.publicMeansUsedElsewhere().evaluate(planted).hasViolation()).isTrue();
    }

    @Test
    void no_source_is_longer_than_a_reader_can_hold() {
        assertThat(sources()).isNotEmpty().allSatisfy(ArchitectureTest::isShort);
    }

    private static void isShort(Path source) {
        try (var lines = Files.lines(source)) {
            assertThat(lines).as(source.toString()).hasSizeLessThanOrEqualTo(MOST_LINES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> sources() {
        return Project.MODULES.stream()
                .map(module -> Project.home().resolve(module).resolve("src/main/java"))
                .flatMap(ArchitectureTest::javaFiles)
                .toList();
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ArchRule rule(String name) {
        return Objects.requireNonNull(Layering.rules().get(name));
    }
}
