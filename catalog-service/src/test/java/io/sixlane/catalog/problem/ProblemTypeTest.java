package io.sixlane.catalog.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

class ProblemTypeTest {
    private static final Pattern SECTION =
            Pattern.compile("## (.+)\n\n`/problems/\\1`, status (\\d+), of .*\\bcatalog\\b");

    @Test
    void docs_reference_errors_has_a_section_for_each_type_and_its_status() throws IOException {
        var described =
                SECTION.matcher(Files.readString(Path.of("../docs/reference/errors.md")))
                        .results()
                        .collect(
                                Collectors.toMap(found -> found.group(1), found -> found.group(2)));
        assertThat(described)
                .containsExactlyInAnyOrderEntriesOf(
                        Arrays.stream(ProblemType.values())
                                .collect(
                                        Collectors.toMap(
                                                ProblemType::word,
                                                type -> type.status().value() + "")));
    }

    @Test
    void a_status_of_the_framework_has_a_type() {
        for (var status : HttpStatus.values()) {
            var type = ProblemType.ofFramework(status);
            if (status.is5xxServerError()) {
                assertThat(type).isEqualTo(ProblemType.INTERNAL_ERROR);
            } else if (type != ProblemType.BAD_REQUEST) {
                assertThat(type.status().value()).isEqualTo(status.value());
            }
        }
        assertThat(ProblemType.ofFramework(HttpStatus.METHOD_NOT_ALLOWED).word())
                .isEqualTo("method-not-allowed");
    }
}
