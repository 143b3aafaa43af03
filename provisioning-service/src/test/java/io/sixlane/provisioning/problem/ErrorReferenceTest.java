package io.sixlane.provisioning.problem;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.bundle.BundleObjection;
import io.sixlane.http.problem.Problem;
import io.sixlane.provisioning.ReferencePage;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.BundleRefused;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/reference/errors.md} has a section for every problem type that a refusal can have,
 * and none for another, with the status and the words of the code; {@code docs/reference/rules.md}
 * has the rule behind each.
 */
class ErrorReferenceTest {
    @Test
    void every_refusal_has_a_section_and_every_section_a_refusal() throws IOException {
        new ReferencePage("errors.md").hasPart("refusals", sections());
    }

    @Test
    void every_refusal_has_a_rule_and_every_rule_a_refusal() throws IOException {
        var names =
                Pattern.compile("\\| \\[([a-z0-9-]+)]\\(errors\\.md#\\1\\) \\|")
                        .matcher(new ReferencePage("rules.md").text())
                        .results()
                        .map(found -> found.group(1))
                        .collect(toSet());
        assertThat(names)
                .containsExactlyInAnyOrderElementsOf(
                        problems().map(Problem::name).collect(toSet()));
    }

    @Test
    void every_refusal_states_the_fact_and_the_next_step() {
        assertThat(problems().map(Problem::detail)).allMatch(detail -> detail.matches(".+; .+"));
    }

    private static String sections() throws IOException {
        var rules = rules();
        var sections = new TreeMap<String, String>();
        problems()
                .forEach(
                        problem ->
                                sections.merge(
                                        problem.name(),
                                        section(
                                                problem,
                                                rules.getOrDefault(problem.name(), List.of())),
                                        (one, _) -> one));
        return sections.values().stream().collect(joining("\n"));
    }

    /** The rules as lines of a list, by the problem that answers a violation. */
    private static Map<String, List<String>> rules() throws IOException {
        return Pattern.compile("(?m)^\\| (.+) \\| (.+) \\| \\[(.+)]\\(errors\\.md#.*$")
                .matcher(new ReferencePage("rules.md").text())
                .results()
                .collect(
                        groupingBy(
                                found -> found.group(3),
                                mapping(
                                        found ->
                                                "- %s: %s\n"
                                                        .formatted(found.group(1), found.group(2)),
                                        toList())));
    }

    private static Stream<Problem> problems() {
        var bundles =
                Specimen.ofEach(BundleObjection.class).stream()
                        .map(objection -> (Rejection) new BundleRefused(List.of(objection)));
        return Stream.concat(Specimen.ofEach(Rejection.class).stream(), bundles)
                .map(RejectionProblem::of);
    }

    private static String section(Problem problem, List<String> rules) {
        var members =
                problem.members().isEmpty()
                        ? ""
                        : "\nFurther members: "
                                + problem.members().keySet().stream()
                                        .sorted()
                                        .map(member -> "`" + member + "`")
                                        .collect(joining(", "))
                                + ".\n";
        return "\n## %s\n\n`/problems/%s`, status %s\n\n> %s\n\nThe rules:\n\n%s%s"
                .formatted(
                        problem.name(),
                        problem.name(),
                        problem.status().value(),
                        Specimen.named(problem.detail()),
                        String.join("", rules),
                        members);
    }
}
