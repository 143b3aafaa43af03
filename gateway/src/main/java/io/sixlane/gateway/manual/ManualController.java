package io.sixlane.gateway.manual;

import io.sixlane.http.problem.ProblemType;
import io.sixlane.http.problem.RefusedException;
import java.util.Optional;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /docs}: the documentation of this version, and with {@code ?q=} a search in it. */
@RestController
class ManualController {
    private final Manual manual;

    ManualController(@Lazy Manual manual) {
        this.manual = manual;
    }

    @GetMapping(PagePath.ROOT)
    ResponseEntity<String> index(@RequestParam(name = "q") Optional<String> query) {
        return query.filter(words -> !words.isBlank())
                .map(words -> Layout.hits(words, Search.hits(manual.pages(), words)))
                .orElseGet(() -> page(PagePath.ROOT));
    }

    @GetMapping({PagePath.ROOT + "/{*rest}"})
    ResponseEntity<?> page(ServerHttpRequest request) {
        var path = request.getPath().value().replaceFirst("/$", "");
        return manual.file(path)
                .<ResponseEntity<?>>map(ManualController::file)
                .orElseGet(() -> page(path));
    }

    private static ResponseEntity<Resource> file(Resource file) {
        return ResponseEntity.ok()
                .contentType(MediaTypeFactory.getMediaType(file).orElse(MediaType.TEXT_PLAIN))
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .body(file);
    }

    private ResponseEntity<String> page(String path) {
        var page = manual.page(path.replaceFirst("\\.md$", ""));
        if (page.isPresent()) {
            return Layout.answer(page.get().title(), page.get().html());
        }
        var folder = manual.folder(path);
        if (folder.isEmpty()) {
            throw new RefusedException(
                    ProblemType.NOT_FOUND,
                    "There is no such page; /docs lists all and searches them");
        }
        return Layout.folder(path, folder);
    }
}
