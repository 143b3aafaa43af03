package io.sixlane.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A count has one name from the relay to the API; docs/reference/traffic.md lists all of them. */
class CountNamesTest {
    private static final Pattern ROW =
            Pattern.compile(
                    "^\\| `(\\w+)` \\| (.+) \\| (.+) \\| (.+) \\| (.+) \\|$", Pattern.MULTILINE);

    private static final String REPORT = "io.sixlane.configuration.relay.TrafficReport";
    private static final String ANSWER = "io.sixlane.metrics.query.TrafficAnswer";

    private static final Map<String, String> IN_REPORT =
            Map.of(
                    "window", REPORT,
                    "listener", REPORT + "$ListenerTraffic",
                    "endpoint", REPORT + "$EndpointTraffic",
                    "side", REPORT + "$TcpQuality");

    private static final Map<String, String> IN_API =
            Map.of(
                    "totals", ANSWER + "$Figures",
                    "listener", ANSWER + "$Listener",
                    "endpoint", ANSWER + "$EndpointFigures",
                    "side", ANSWER + "$TcpFigures");

    /** Components of reports that count nothing. */
    private static final Set<String> NO_COUNTS =
            Set.of(
                    "relayId",
                    "region",
                    "incarnation",
                    "acceleratorId",
                    "windowStart",
                    "windowSeconds",
                    "sequence",
                    "account",
                    "listeners",
                    "listenerId",
                    "endpoints",
                    "endpointGroupId",
                    "endpointGroupRegion",
                    "endpointId",
                    "client",
                    "endpoint");

    private final JavaClasses classes =
            new ClassFileImporter()
                    .importPaths(
                            Stream.of("configuration", "edge-relay", "metrics-service")
                                    .map(Project::classes)
                                    .toList());

    private final List<MatchResult> rows = rows();

    @Test
    void the_page_lists_every_count_of_a_report() {
        assertThat(rows.stream().map(row -> row.group(1)))
                .containsAll(
                        IN_REPORT.values().stream()
                                .flatMap(this::components)
                                .filter(name -> !NO_COUNTS.contains(name))
                                .toList());
    }

    @Test
    void reports_and_answers_use_its_name() {
        for (var row : rows) {
            assertThat(places(row.group(2), IN_REPORT)).as("report").allMatch(has(row));
            assertThat(places(row.group(4), IN_API)).as("API").allMatch(has(row));
        }
    }

    @Test
    void a_relay_counts_under_its_name() {
        var counters =
                Stream.of(
                                "ListenerCounters$Counts",
                                "ListenerWindow",
                                "EndpointCounters",
                                "TcpCounters")
                        .map("io.sixlane.relay.report."::concat)
                        .map(classes::get)
                        .flatMap(
                                type ->
                                        Stream.concat(
                                                type.getFields().stream().map(JavaField::getName),
                                                type.getMethods().stream()
                                                        .map(method -> method.getName())))
                        .collect(Collectors.toSet());
        assertThat(counters).containsAll(rows.stream().map(row -> row.group(1)).toList());
    }

    @Test
    void the_table_and_the_meters_have_the_names_of_the_page() throws IOException {
        var schema = read("metrics-service/src/main/resources/db/schema/V0001__metrics.sql");
        var meters = read("edge-relay/src/main/java/io/sixlane/relay/report/RelayMeters.java");
        for (var row : rows) {
            if (!row.group(3).equals("–")) {
                assertThat(row.group(3)).isEqualTo("`" + snakeCase(row.group(1)) + "`");
                assertThat(schema).contains("\n    " + snakeCase(row.group(1)) + " ");
            }
            if (!row.group(5).equals("–")) {
                assertThat(meters).contains(row.group(5).replace('`', '"'));
            }
        }
    }

    private Predicate<String> has(MatchResult row) {
        return type -> components(type).anyMatch(row.group(1)::equals);
    }

    private static List<String> places(String cell, Map<String, String> types) {
        return Stream.of(cell.split(", ")).map(types::get).toList();
    }

    private Stream<String> components(String type) {
        return classes.get(type).getFields().stream()
                .filter(field -> !field.getModifiers().toString().contains("STATIC"))
                .map(JavaField::getName);
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static List<MatchResult> rows() {
        try {
            var page = read("docs/reference/traffic.md");
            var start = page.indexOf("## One name for each count");
            return ROW.matcher(page.substring(start, page.indexOf("\n## ", start + 1)))
                    .results()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(String file) throws IOException {
        return Files.readString(Project.home().resolve(file));
    }
}
