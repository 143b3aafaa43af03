package io.sixlane.http;

import io.sixlane.configuration.identity.Role;
import io.sixlane.configuration.log.Actor;
import io.sixlane.http.body.JsonBody;
import io.sixlane.http.request.LeastRole;
import io.sixlane.http.request.Precondition;
import io.sixlane.http.request.Revisions;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A service with one resource at revision 5, which counts how often a handler ran. */
@SpringBootApplication(proxyBeanMethods = false)
@RestController
@LeastRole(Role.VIEWER)
class SampleService {
    final AtomicInteger runs = new AtomicInteger();

    /** The name of the thread that made the document of the API. */
    final AtomicReference<String> documented = new AtomicReference<>("");

    @Bean
    OpenApiCustomizer noting() {
        return _ -> documented.set(Thread.currentThread().getName());
    }

    @GetMapping("/v1/things/{id}")
    Mono<ResponseEntity<Map<String, String>>> find(
            Actor actor, @PathVariable String id, @RequestParam(defaultValue = "9") int limit) {
        runs.incrementAndGet();
        return Mono.just(
                ResponseEntity.ok()
                        .eTag(Revisions.etag(5))
                        .body(
                                Map.of(
                                        "id",
                                        id,
                                        "account",
                                        actor.account(),
                                        "limit",
                                        limit + "",
                                        "reason",
                                        String.valueOf(actor.reason()))));
    }

    @LeastRole(Role.EDITOR)
    @PatchMapping("/v1/things/{id}")
    Mono<Map<String, String>> change(
            Actor actor,
            Precondition precondition,
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body) {
        precondition.check(5);
        var size = JsonBody.read(body, fields -> fields.integer("size", 1, 9));
        runs.incrementAndGet();
        return Mono.just(Map.of("id", id, "user", actor.user(), "size", size + ""));
    }

    @LeastRole(Role.EDITOR)
    @PostMapping("/v1/things/{id}/runs")
    Mono<ResponseEntity<Void>> run(@PathVariable String id) {
        runs.incrementAndGet();
        return Mono.just(ResponseEntity.noContent().build());
    }

    @GetMapping("/v1/accelerators")
    Mono<Map<String, String>> accelerators() {
        return Mono.just(Map.of());
    }

    @GetMapping("/v1/accelerators/{id}")
    Mono<Map<String, String>> accelerator(@PathVariable String id) {
        return Mono.just(Map.of("id", id));
    }

    @GetMapping("/v1/accelerators/{id}/parts")
    Mono<Map<String, String>> parts(@PathVariable String id) {
        return Mono.just(Map.of("id", id));
    }

    @LeastRole(Role.EDITOR)
    @DeleteMapping("/v1/things/{id}")
    Mono<Void> conflict(@PathVariable String id) {
        return Mono.error(new CannotAcquireLockException("40001 for " + id));
    }
}
