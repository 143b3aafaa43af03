package io.sixlane.systemtests;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that pages name exist, and the bounds they state are those of the code. */
class DocumentedTest {
    private static final List<String> PAGES =
            List.of(
                    "SECURITY.md",
                    "docs/how-to/high-availability.md",
                    "docs/reference/limits.md",
                    "docs/reference/names-and-health.md");

    /** {@code `Name.method`}, {@code `Name.Nested`} or {@code `Name`}. */
    private static final Pattern NAMED_TEST =
            Pattern.compile("`([A-Z]\\w+(?:IT|Test|Conformance))(?:\\.(\\w+)(?:…)?)?`");

    /** A constant, which is no topic, with the name of a meter or of a header of our own. */
    private static final Pattern NAMED_IN_CODE =
            Pattern.compile(
                    "String \\w+"
                            + " =\\s*\"(sixlane(?:\\.[a-z]+){2,}|Sixlane-[A-Z][a-z]+|X-Request-Id)\";");

    /** The last two columns of a row that names a constant. */
    private static final Pattern NAMED_CONSTANT =
            Pattern.compile("\\| ([0-9][^|]*) \\| [^|]*`([A-Z]\\w+)\\.([A-Z][A-Z_]+)` \\|$");

    private static final Pattern VALUE =
            Pattern.compile("([0-9][0-9,]*)(?: (KiB|MiB|ms|s|min|h)\\b)?");

    private static final Pattern SHIFT = Pattern.compile("([0-9_]+) << ([0-9]+)");
    private static final Pattern PRODUCT = Pattern.compile("[0-9_]+( \\* [0-9_]+)*");
    private static final Pattern TIME =
            Pattern.compile(
                    "(?:Duration\\.of|TimeUnit\\.)(Millis|Seconds|Minutes|Hours|MILLISECONDS|SECONDS)"
                            + "(?:\\.toNanos)?\\(([0-9_]+)\\)");

    private final Map<String, Path> sources = sources();

    @Test
    void every_test_that_a_page_names_exists() throws IOException {
        for (var page : PAGES) {
            for (var named : NAMED_TEST.matcher(text(page)).results().toList()) {
                assertThat(sources).as(page).containsKey(named.group(1));
                if (named.group(2) != null) {
                    assertThat(Files.readString(sources.get(named.group(1))))
                            .as("%s in %s", named.group(), page)
                            .containsPattern("(void|class) " + named.group(2));
                }
            }
        }
    }

    @Test
    void every_bound_that_names_a_constant_has_its_value() throws IOException {
        var compared = new ArrayList<String>();
        for (var line : text("docs/reference/limits.md").lines().toList()) {
            var row = NAMED_CONSTANT.matcher(line);
            if (row.find()) {
                var name = row.group(2) + "." + row.group(3);
                assertThat(documented(row.group(1)))
                        .as("%s: %s", name, line)
                        .isEqualTo(inCode(row.group(2), row.group(3)));
                compared.add(name);
            }
        }
        assertThat(compared).hasSizeGreaterThan(20);
    }

    @Test
    void every_meter_and_every_header_of_answers_is_on_its_page() throws IOException {
        var page = text("docs/reference/headers-and-meters.md");
        var names = new TreeSet<String>();
        for (var source : sources.values()) {
            if (ships(source)) {
                var code = Files.readString(source);
                NAMED_IN_CODE.matcher(code).results().forEach(name -> names.add(name.group(1)));
            }
        }
        assertThat(names)
                .contains("Sixlane-Late", "sixlane.publication.lag", "sixlane.relay.lanes.open")
                .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }

    @Test
    void values_are_read_in_every_form() {
        assertThat(documented("4,096; more wait")).isEqualTo(value("4_096")).isEqualTo(4_096);
        assertThat(documented("1 MiB, 5 s")).isEqualTo(value("1 << 20")).isEqualTo(1_048_576);
        assertThat(documented("16 MiB")).isEqualTo(value("16 * 1024 * 1024"));
        assertThat(documented("250 ms")).isEqualTo(value("TimeUnit.MILLISECONDS.toNanos(250)"));
        assertThat(documented("90 s")).isEqualTo(value("Duration.ofSeconds(90)")).isEqualTo(90_000);
    }

    /** Bytes, milliseconds, or a number of things. */
    private static long documented(String text) {
        var value = VALUE.matcher(text);
        assertThat(value.lookingAt()).as(text).isTrue();
        var number = Long.parseLong(value.group(1).replace(",", ""));
        return number
                * switch (value.group(2)) {
                    case "KiB" -> 1_024;
                    case "MiB" -> 1_048_576;
                    case "s" -> 1_000;
                    case "min" -> 60_000;
                    case "h" -> 3_600_000;
                    case null, default -> 1;
                };
    }

    private long inCode(String type, String constant) throws IOException {
        assertThat(sources).containsKey(type);
        var declared =
                Pattern.compile("static final \\w+ %s\\s*=\\s*([^;]+);".formatted(constant))
                        .matcher(Files.readString(sources.get(type)));
        assertThat(declared.find()).as("%s.%s", type, constant).isTrue();
        return value(declared.group(1).strip());
    }

    private static long value(String expression) {
        var shift = SHIFT.matcher(expression);
        if (shift.matches()) {
            return number(shift.group(1)) << number(shift.group(2));
        }
        var time = TIME.matcher(expression);
        if (time.matches()) {
            return number(time.group(2))
                    * switch (time.group(1)) {
                        case "Seconds", "SECONDS" -> 1_000;
                        case "Minutes" -> 60_000;
                        case "Hours" -> 3_600_000;
                        default -> 1;
                    };
        }
        assertThat(expression).matches(PRODUCT);
        return Stream.of(expression.split(" \\* ", -1))
                .mapToLong(DocumentedTest::number)
                .reduce(1, Math::multiplyExact);
    }

    private static long number(String digits) {
        return Long.parseLong(digits.replace("_", ""));
    }

    private static String text(String page) throws IOException {
        return Files.readString(Project.home().resolve(page));
    }

    /** By the name of their type; a type that ships comes before one of a test. */
    private static Map<String, Path> sources() {
        return Stream.concat(
                        Project.MODULES.stream(),
                        Stream.of("benchmarks", "system-tests", "test-support"))
                .flatMap(DocumentedTest::javaOf)
                .collect(
                        toMap(
                                file -> file.getFileName().toString().replace(".java", ""),
                                file -> file,
                                (one, other) -> ships(other) ? other : one));
    }

    private static boolean ships(Path source) {
        return source.toString().contains("/src/main/");
    }

    private static Stream<Path> javaOf(String module) {
        try (var files = Files.walk(Project.home().resolve(module).resolve("src"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
