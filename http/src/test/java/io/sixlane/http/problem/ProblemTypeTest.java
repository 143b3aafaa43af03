package io.sixlane.http.problem;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

class ProblemTypeTest {
    private static final Pattern SECTION =
            Pattern.compile("## (.+)\n\n`/problems/\\1`, status (\\d+)\n\n> ");

    @Test
    void the_page_of_errors_has_a_section_for_each_type_with_its_status() throws IOException {
        var page = Files.readString(Path.of("../docs/reference/errors.md"));
        var described =
                SECTION.matcher(page.substring(0, page.indexOf("\n# Refusals\n")))
                        .results()
                        .collect(toMap(found -> found.group(1), found -> found.group(2)));
        assertThat(described)
                .containsExactlyInAnyOrderEntriesOf(
                        Arrays.stream(ProblemType.values())
                                .collect(
                                        toMap(
                                                ProblemType::word,
                                                type -> type.status().value() + "")));
    }

    @Test
    void a_status_of_the_framework_has_a_type_of_the_same_status_or_class() {
        for (var status : HttpStatus.values()) {
            var type = ProblemType.ofFramework(status);
            if (type != ProblemType.BAD_REQUEST && type != ProblemType.INTERNAL_ERROR) {
                assertThat(type.status().value()).isEqualTo(status.value());
            } else {
                assertThat(type == ProblemType.INTERNAL_ERROR).isEqualTo(status.is5xxServerError());
            }
        }
        assertThat(ProblemType.ofFramework(HttpStatus.METHOD_NOT_ALLOWED).word())
                .isEqualTo("method-not-allowed");
    }
}
