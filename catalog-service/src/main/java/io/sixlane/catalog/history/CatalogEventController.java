package io.sixlane.catalog.history;

import io.sixlane.configuration.identity.Role;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.http.request.LeastRole;
import io.sixlane.http.request.Page;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** {@code /v1/catalog/events}: who changed which entry, and why. */
@RestController
@LeastRole(Role.OPERATOR)
class CatalogEventController {
    private final CatalogHistory history;

    CatalogEventController(CatalogHistory history) {
        this.history = history;
    }

    /**
     * An event of the stream {@code catalog}, as it was written: {@code hash} covers all the rest.
     *
     * @param actor who, from where, in which request, and the reason
     * @param event CatalogEntryPut with {@code entry} and {@code before}, or CatalogEntryDeleted
     *     with {@code before}
     */
    record CatalogEventView(
            String streamId,
            long revision,
            String eventId,
            Instant occurredAt,
            JsonNode actor,
            JsonNode event,
            String previousHash,
            String hash) {
        static CatalogEventView of(byte[] json) {
            return ConfigurationJson.read(json, CatalogEventView.class);
        }
    }

    /** The oldest first. The items, one a line, are a file for {@code audit verify}. */
    @GetMapping(path = "/v1/catalog/events", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "listCatalogEvents", summary = "List the changes of the catalog")
    Mono<Page<CatalogEventView>> events(
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(defaultValue = "") String pageToken) {
        var most = Page.checkedLimit(limit);
        var after = Page.after(pageToken, Long::valueOf).orElse(0L);
        return history.events(after + 1, most + 1)
                .map(CatalogEventView::of)
                .collectList()
                .map(found -> Page.of(found, most, last -> Long.toString(last.revision())));
    }
}
