package io.sixlane.provisioning.route;

import io.sixlane.configuration.identity.Role;
import io.sixlane.http.request.Caller;
import io.sixlane.http.request.LeastRole;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.AcceleratorNotFound;
import io.sixlane.provisioning.eventstore.AcceleratorViews;
import io.sixlane.provisioning.request.PathIds;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The routes of an accelerator, and the links of the fleet. */
@RestController
@LeastRole(Role.VIEWER)
final class RouteController {
    private final AcceleratorViews views;
    private final LinkBoard board;

    RouteController(AcceleratorViews views, LinkBoard board) {
        this.views = views;
        this.board = board;
    }

    @GetMapping("/v1/accelerators/{id}/routes")
    @Operation(
            operationId = "findRoutes",
            summary = "Show the ways that connections take",
            description =
                    "For each endpoint group and relay: the way that new connections take, since"
                            + " when and why, and the candidates with the parts of their scores."
                            + " A score is the expected time of a 256 KB answer; a way through"
                            + " relays must also save detourMillis over the direct one. Relays"
                            + " publish changes at once and the rest every 30 seconds.")
    Mono<RoutesView> routes(Caller caller, @PathVariable String id) {
        var account = caller.account();
        return views.find(PathIds.accelerator(id))
                .filter(image -> image.account().equals(account))
                .switchIfEmpty(Mono.error(() -> new RejectedException(new AcceleratorNotFound(id))))
                .map(image -> RoutesView.of(image, board.routes(image.id(), System.nanoTime())));
    }

    @GetMapping("/v1/links")
    @LeastRole(Role.OPERATOR)
    @Operation(
            operationId = "listLinks",
            summary = "List links between relays",
            description =
                    "For operators: round-trip times, losses and states of all links that were"
                            + " measured within 90 seconds, and for each pair of regions its best"
                            + " one.")
    Mono<LinksView> links() {
        return Mono.fromSupplier(() -> LinksView.of(board.links(System.nanoTime())));
    }
}
