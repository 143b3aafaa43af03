package io.sixlane.provisioning.payment;

import io.sixlane.configuration.identity.Role;
import io.sixlane.configuration.order.Money;
import io.sixlane.http.body.JsonBody;
import io.sixlane.http.body.JsonFields;
import io.sixlane.http.body.TextForm;
import io.sixlane.http.problem.MalformedRequestException;
import io.sixlane.http.request.Caller;
import io.sixlane.http.request.LeastRole;
import io.sixlane.http.request.Revisions;
import io.sixlane.provisioning.request.ChangeOptions;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Balances: each account sees its own, an operator pays into any. */
@RestController
@LeastRole(Role.VIEWER)
class BalanceController {
    /** Longest name of an account, as kept of a request. */
    private static final int LONGEST_ACCOUNT = 128;

    private final Balances balances;

    BalanceController(Balances balances) {
        this.balances = balances;
    }

    @GetMapping("/v1/account/balance")
    Mono<ResponseEntity<BalanceView>> find(Caller caller) {
        var account = caller.account();
        return balances.find(account).map(balance -> answer(account, balance));
    }

    @LeastRole(Role.OPERATOR)
    @PostMapping("/v1/accounts/{account}/credits")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(ref = "Credit")))
    Mono<ResponseEntity<BalanceView>> credit(
            ChangeOptions options,
            @PathVariable String account,
            @RequestBody(required = false) byte @Nullable [] body) {
        var credit = JsonBody.read(body, Credit::read);
        var amount = new Money(credit.currency(), credit.minorUnits());
        checkAccount(account);
        return balances.credit(account, amount, options).map(balance -> answer(account, balance));
    }

    private static void checkAccount(String account) {
        if (account.isEmpty()
                || account.length() > LONGEST_ACCOUNT
                || !account.equals(account.strip())
                || account.chars().anyMatch(Character::isISOControl)) {
            throw new MalformedRequestException(
                    ("the account in the path must have 1 to %s characters, no white space at its"
                                    + " ends and none for control")
                            .formatted(LONGEST_ACCOUNT));
        }
    }

    private static ResponseEntity<BalanceView> answer(String account, Balance balance) {
        return ResponseEntity.ok()
                .eTag(Revisions.etag(balance.revision()))
                .body(BalanceView.of(account, balance));
    }

    /**
     * Money paid in.
     *
     * @param minorUnits 1 to 2000000000, in the smallest unit of the currency
     */
    record Credit(String currency, int minorUnits) {
        private static final int MOST = 2_000_000_000;
        private static final TextForm CURRENCY =
                TextForm.matching("[A-Z]{3}", 3, 3, "USD", "must be 3 capital letters, like USD");

        static Credit read(JsonFields fields) {
            return new Credit(
                    fields.text("currency", CURRENCY), fields.integer("minorUnits", 1, MOST));
        }
    }

    /** The balance by currency. */
    record BalanceView(String account, List<Money> amounts) {
        static BalanceView of(String account, Balance balance) {
            return new BalanceView(
                    account,
                    balance.minorUnits().entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(entry -> new Money(entry.getKey(), entry.getValue()))
                            .toList());
        }
    }
}
