package io.sixlane.provisioning.checkpoint;

import io.sixlane.configuration.identity.Role;
import io.sixlane.configuration.log.SignedCheckpoint;
import io.sixlane.configuration.log.StreamHead;
import io.sixlane.http.problem.MalformedRequestException;
import io.sixlane.http.request.Caller;
import io.sixlane.http.request.LeastRole;
import io.sixlane.provisioning.eventstore.AccountStreams;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Checkpoints and the public key, which an auditor keeps to verify the log later. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping("/v1/audit")
class AuditController {
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final int MOST = 200;

    /**
     * A page of checkpoints by number.
     *
     * @param nextPageToken for the query parameter pageToken; null on the last page
     */
    record SignedCheckpoints(List<CheckpointView> items, @Nullable String nextPageToken) {}

    private final CheckpointKey key;
    private final CheckpointViewRepository repository;
    private final AccountStreams streams;

    AuditController(
            CheckpointKey key, CheckpointViewRepository repository, AccountStreams streams) {
        this.key = key;
        this.repository = repository;
        this.streams = streams;
    }

    /** PEM (RFC 7468). */
    @GetMapping(path = "/public-key", produces = "application/x-pem-file")
    @Operation(operationId = "findPublicKey", summary = "Show the key of checkpoints")
    Mono<String> publicKey() {
        return Mono.just(key.publicPem());
    }

    @GetMapping("/checkpoints")
    @Operation(operationId = "listCheckpoints", summary = "List signed checkpoints")
    Mono<SignedCheckpoints> checkpoints(
            Caller caller,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(defaultValue = "0") String pageToken) {
        if (limit < 1 || limit > MOST) {
            throw new MalformedRequestException(
                    "query parameter limit must be 1 to %s, was %s".formatted(MOST, limit));
        }
        if (!NUMBER.matcher(pageToken).matches()) {
            throw new MalformedRequestException(
                    "query parameter pageToken must be the nextPageToken of an earlier answer");
        }
        return repository
                .after(Long.parseLong(pageToken), limit + 1)
                .collectList()
                .flatMap(found -> seenBy(caller, found))
                .map(found -> page(found, limit));
    }

    private Mono<List<CheckpointView>> seenBy(Caller caller, List<SignedCheckpoint> found) {
        if (caller.isOperator()) {
            return Mono.just(found.stream().map(CheckpointView::whole).toList());
        }
        var named =
                found.stream()
                        .flatMap(checkpoint -> checkpoint.heads().stream())
                        .map(StreamHead::streamId)
                        .collect(Collectors.toSet());
        return streams.owned(caller.account(), named)
                .collect(Collectors.toSet())
                .map(own -> found.stream().map(c -> CheckpointView.of(c, own)).toList());
    }

    private static SignedCheckpoints page(List<CheckpointView> found, int limit) {
        if (found.size() <= limit) {
            return new SignedCheckpoints(found, null);
        }
        var items = List.copyOf(found.subList(0, limit));
        return new SignedCheckpoints(items, Long.toString(items.getLast().number()));
    }
}
