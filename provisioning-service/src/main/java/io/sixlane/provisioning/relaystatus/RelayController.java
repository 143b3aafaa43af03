package io.sixlane.provisioning.relaystatus;

import static io.sixlane.http.request.Callers.account;

import io.sixlane.http.request.Page;
import io.sixlane.provisioning.payment.PaymentProperties;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Relays: where each one is, whether it lives, and how busy it is. */
@RestController
final class RelayController {
    private final RelayViewRepository relays;
    private final PaymentProperties operators;

    RelayController(RelayViewRepository relays, PaymentProperties operators) {
        this.relays = relays;
        this.operators = operators;
    }

    /**
     * Operators see the accelerators, listeners and connections of all accounts, others their own.
     */
    @GetMapping("/v1/relays")
    @Operation(operationId = "listRelays", summary = "List relays")
    Mono<Page<RelayView>> relays(
            @RequestHeader HttpHeaders headers,
            @RequestParam(defaultValue = "200") int limit,
            @RequestParam(defaultValue = "") String pageToken) {
        var most = Page.checkedLimit(limit);
        if (pageToken.chars().anyMatch(Character::isISOControl)) {
            throw Page.badToken();
        }
        var account = account(headers);
        var found =
                operators.isOperator(account)
                        ? relays.ofAll(pageToken, most + 1)
                        : relays.ofAccount(account, pageToken, most + 1);
        return found.collectList().map(all -> Page.of(all, most, RelayView::id));
    }
}
