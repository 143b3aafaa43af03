package io.sixlane.provisioning.problem;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.joining;

import io.sixlane.configuration.bundle.BundleObjection;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.BundleRefused;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * {@code docs/reference/errors.md} has a section for every problem type that a refusal can have,
 * and none for another, with the status and the words of the code. {@code
 * -Dsixlane.reference.write=true} writes it anew.
 */
class ErrorReferenceTest {
    private static final Path PAGE = Path.of("../docs/reference/errors.md");
    private static final String BEGIN = "<!-- generated from the code: refusals -->\n";
    private static final String END = "<!-- end of refusals -->";

    @Test
    void every_refusal_has_a_section_and_every_section_a_refusal() throws IOException {
        var page = Files.readString(PAGE);
        var from = page.indexOf(BEGIN) + BEGIN.length();
        var to = page.indexOf(END);
        assertThat(from).isGreaterThan(BEGIN.length());
        if (Boolean.getBoolean("sixlane.reference.write")) {
            Files.writeString(PAGE, page.substring(0, from) + sections() + page.substring(to));
        }
        assertThat(Files.readString(PAGE).substring(from)).startsWith(sections() + END);
    }

    private static String sections() {
        var sections = new TreeMap<String, String>();
        problems()
                .forEach(
                        problem ->
                                sections.merge(problem.name(), section(problem), (one, _) -> one));
        return sections.values().stream().collect(joining("\n"));
    }

    private static Stream<Problem> problems() {
        var bundles =
                Specimen.ofEach(BundleObjection.class).stream()
                        .map(objection -> (Rejection) new BundleRefused(List.of(objection)));
        return Stream.concat(Specimen.ofEach(Rejection.class).stream(), bundles)
                .map(RejectionProblem::of);
    }

    private static String section(Problem problem) {
        var members =
                problem.members().isEmpty()
                        ? ""
                        : "\nFurther members: "
                                + problem.members().keySet().stream()
                                        .sorted()
                                        .map(member -> "`" + member + "`")
                                        .collect(joining(", "))
                                + ".\n";
        return "\n## %s\n\n`/problems/%s`, status %d\n\n> %s\n%s"
                .formatted(
                        problem.name(),
                        problem.name(),
                        problem.status().value(),
                        problem.detail(),
                        members);
    }
}
