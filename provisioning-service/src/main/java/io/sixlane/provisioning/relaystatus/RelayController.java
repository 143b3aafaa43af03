package io.sixlane.provisioning.relaystatus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.identity.Role;
import io.sixlane.http.request.Caller;
import io.sixlane.http.request.LeastRole;
import io.sixlane.http.request.Page;
import io.swagger.v3.oas.annotations.Operation;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Relays: where each one is, whether it lives, and how busy it is. */
@RestController
@LeastRole(Role.VIEWER)
final class RelayController {
    private final RelayViewRepository relays;

    RelayController(RelayViewRepository relays) {
        this.relays = relays;
    }

    /**
     * Operators see the accelerators, listeners and connections of all accounts, others their own.
     */
    @GetMapping("/v1/relays")
    @Operation(operationId = "listRelays", summary = "List relays")
    Mono<Page<RelayView>> relays(
            Caller caller,
            @RequestParam(defaultValue = "200") int limit,
            @RequestParam(defaultValue = "") String pageToken) {
        var most = Page.checkedLimit(limit);
        var after = Page.after(pageToken, RelayController::idOf).orElse("");
        var found =
                caller.isOperator()
                        ? relays.ofAll(after, most + 1)
                        : relays.ofAccount(caller.account(), after, most + 1);
        return found.collectList().map(all -> Page.of(all, most, relay -> token(relay.id())));
    }

    /** An operator names relays freely, so a token is the base64url of its id. */
    private static String token(String id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(UTF_8));
    }

    private static String idOf(String token) {
        try {
            var id = Base64.getUrlDecoder().decode(token);
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(id)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(token, e);
        }
    }
}
