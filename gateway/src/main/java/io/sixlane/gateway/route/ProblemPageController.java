package io.sixlane.gateway.route;

import io.sixlane.gateway.manual.Layout;
import io.sixlane.http.problem.ProblemType;
import io.sixlane.http.problem.RefusedException;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code /problems/NAME}, the {@code type} of an answer, explains it and the next step. */
@RestController
class ProblemPageController {
    private final ProblemPages pages;

    ProblemPageController(@Lazy ProblemPages pages) {
        this.pages = pages;
    }

    @GetMapping(path = "/problems/{name}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> page(@PathVariable String name) {
        var section =
                pages.section(name)
                        .orElseThrow(
                                () ->
                                        new RefusedException(
                                                ProblemType.NOT_FOUND,
                                                "There is no problem of this type;"
                                                        + " /docs/reference/errors lists all"));
        return Layout.answer(name, "<h1>%s</h1>\n%s".formatted(name, Layout.html(section)));
    }
}
