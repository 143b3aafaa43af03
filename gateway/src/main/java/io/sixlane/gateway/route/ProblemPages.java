package io.sixlane.gateway.route;

import io.sixlane.gateway.manual.Manual;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The section of each type of problem in the reference of errors, as Markdown. */
@Component
@Lazy
class ProblemPages {
    private static final String REFERENCE = "/docs/reference/errors";
    private static final Pattern SECTION =
            Pattern.compile("(?ms)^## ([a-z0-9-]+)\n\n(`/problems/\\1`.*?)(?=^#|^<!--|\\z)");

    private final Map<String, String> sections = new TreeMap<>();

    ProblemPages(Manual manual) {
        var reference = manual.markdown(REFERENCE).orElseThrow();
        SECTION.matcher(reference)
                .results()
                .forEach(found -> sections.put(found.group(1), found.group(2).strip()));
    }

    /** Empty when there is no such problem. */
    Optional<String> section(String name) {
        return Optional.ofNullable(sections.get(name));
    }
}
