package io.sixlane.provisioning.checkpoint;

import io.sixlane.configuration.log.SignedCheckpoint;
import io.sixlane.provisioning.request.MalformedRequestException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What an auditor takes away to hold the log against later. */
@RestController
@RequestMapping("/v1/audit")
class AuditController {
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final int MOST = 200;

    /**
     * By number.
     *
     * @param nextPageToken for the query parameter pageToken; null on the last page
     */
    record SignedCheckpoints(List<SignedCheckpoint> items, @Nullable String nextPageToken) {}

    private final CheckpointKey key;
    private final CheckpointViewRepository repository;

    AuditController(CheckpointKey key, CheckpointViewRepository repository) {
        this.key = key;
        this.repository = repository;
    }

    /** PEM (RFC 7468). */
    @GetMapping(path = "/public-key", produces = "application/x-pem-file")
    Mono<String> publicKey() {
        return Mono.just(key.publicPem());
    }

    @GetMapping("/checkpoints")
    Mono<SignedCheckpoints> checkpoints(
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(defaultValue = "0") String pageToken) {
        if (limit < 1 || limit > MOST) {
            throw new MalformedRequestException(
                    "query parameter limit must be 1 to %d, was %d".formatted(MOST, limit));
        }
        if (!NUMBER.matcher(pageToken).matches()) {
            throw new MalformedRequestException(
                    "query parameter pageToken must be the nextPageToken of an earlier answer");
        }
        return repository
                .after(Long.parseLong(pageToken), limit + 1)
                .collectList()
                .map(found -> page(found, limit));
    }

    private static SignedCheckpoints page(List<SignedCheckpoint> found, int limit) {
        if (found.size() <= limit) {
            return new SignedCheckpoints(found, null);
        }
        var items = List.copyOf(found.subList(0, limit));
        return new SignedCheckpoints(items, Long.toString(items.getLast().number()));
    }
}
