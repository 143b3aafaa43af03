package io.sixlane.provisioning.access;

import io.sixlane.configuration.access.ReportedAccess;
import io.sixlane.configuration.identity.Role;
import io.sixlane.configuration.identity.TokenClaims;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.http.body.WholeBody;
import io.sixlane.http.problem.MalformedRequestException;
import io.sixlane.http.problem.ProblemType;
import io.sixlane.http.problem.RefusedException;
import io.sixlane.http.request.Caller;
import io.sixlane.http.request.Callers;
import io.sixlane.http.request.LeastRole;
import io.sixlane.http.request.Page;
import io.sixlane.provisioning.history.HistoryEntry;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Sign-ins, members and API tokens, as the identity service reports them. */
@RestController
@LeastRole(Role.ADMIN)
class AccessEventsController {
    private static final int MOST_BYTES = 1_048_576;

    /** As identity names accounts; empty for none. */
    private static final Pattern ACCOUNT = Pattern.compile("[^\\p{Cc}\\p{Cs}]{0,64}");

    private final AccessIntake intake;
    private final AccessViewRepository views;

    AccessEventsController(AccessIntake intake, AccessViewRepository views) {
        this.intake = intake;
        this.views = views;
    }

    /** Reports, which may come again; the gateway has no route to it. */
    @PostMapping("/internal/access-events")
    @Hidden
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> report(ServerWebExchange exchange) {
        var caller = Callers.of(exchange);
        if (!caller.user().equals(TokenClaims.IDENTITY_SERVICE)) {
            throw new RefusedException(
                    ProblemType.ROLE_MISSING,
                    "The identity service alone reports events of access");
        }
        return WholeBody.bytes(exchange.getRequest().getBody(), MOST_BYTES)
                .map(AccessEventsController::read)
                .flatMap(intake::append);
    }

    private static List<ReportedAccess> read(byte[] body) {
        try {
            return List.of(ConfigurationJson.read(body, ReportedAccess[].class));
        } catch (IllegalArgumentException e) {
            throw new MalformedRequestException("the reports cannot be read: " + e.getMessage());
        }
    }

    /** The latest first. Refusals that name no account are for operators. */
    @GetMapping("/v1/audit/access-events")
    @Operation(
            operationId = "listAccessEvents",
            summary = "List sign-ins, refusals, and changes of members and API tokens")
    Mono<Page<HistoryEntry>> list(
            Caller caller,
            @Parameter(description = "For operators: another account, or empty for none")
                    @RequestParam(required = false)
                    @Nullable String account,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(defaultValue = "") String pageToken) {
        var of = Optional.ofNullable(account).orElse(caller.account());
        if (!ACCOUNT.matcher(of).matches()) {
            throw new MalformedRequestException(
                    "query parameter account must be the name of an account, 64 characters at"
                            + " most");
        }
        if (!caller.isOperator() && !of.equals(caller.account())) {
            throw new RefusedException(
                    ProblemType.ROLE_MISSING, "Operators alone see the events of other accounts");
        }
        var most = Page.checkedLimit(limit);
        var before = Page.after(pageToken, Long::valueOf).orElse(Long.MAX_VALUE);
        return views.latest(ReportedAccess.streamOf(of), before, most + 1)
                .map(HistoryEntry::of)
                .collectList()
                .map(found -> Page.of(found, most, last -> Long.toString(last.revision())));
    }
}
