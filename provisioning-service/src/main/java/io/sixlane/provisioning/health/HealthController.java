package io.sixlane.provisioning.health;

import io.sixlane.configuration.identity.Role;
import io.sixlane.http.request.Caller;
import io.sixlane.http.request.LeastRole;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.AcceleratorNotFound;
import io.sixlane.provisioning.eventstore.AcceleratorViews;
import io.sixlane.provisioning.relaystatus.EndpointHealths;
import io.sixlane.provisioning.request.PathIds;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The health of the endpoints of an accelerator. */
@RestController
@LeastRole(Role.VIEWER)
final class HealthController {
    private final AcceleratorViews views;
    private final EndpointHealths healths;

    HealthController(AcceleratorViews views, EndpointHealths healths) {
        this.views = views;
        this.healths = healths;
    }

    @GetMapping("/v1/accelerators/{id}/health")
    @Operation(operationId = "findHealth", summary = "Show the health of endpoints")
    Mono<AcceleratorHealthView> health(Caller caller, @PathVariable String id) {
        var account = caller.account();
        return views.find(PathIds.accelerator(id))
                .filter(image -> image.account().equals(account))
                .switchIfEmpty(Mono.error(() -> new RejectedException(new AcceleratorNotFound(id))))
                .flatMap(
                        image ->
                                healths.found(image.id())
                                        .collectList()
                                        .map(found -> AcceleratorHealthView.of(image, found)));
    }
}
