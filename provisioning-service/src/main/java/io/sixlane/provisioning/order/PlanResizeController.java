package io.sixlane.provisioning.order;

import io.sixlane.configuration.identity.Role;
import io.sixlane.http.body.JsonBody;
import io.sixlane.http.body.JsonFields;
import io.sixlane.http.request.LeastRole;
import io.sixlane.http.request.Revisions;
import io.sixlane.provisioning.bandwidthplan.PlanSize;
import io.sixlane.provisioning.order.Order.Status;
import io.sixlane.provisioning.request.ChangeOptions;
import io.sixlane.provisioning.request.PathIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Another size of one bound plan: an order of kind MODIFICATION that is settled at once. */
@RestController
@LeastRole(Role.VIEWER)
class PlanResizeController {
    private final PlanResizes resizes;

    PlanResizeController(PlanResizes resizes) {
        this.resizes = resizes;
    }

    /**
     * @param bandwidthMbps Mbit/s, at least 2
     */
    record Resize(int bandwidthMbps) {
        static Resize read(JsonFields fields) {
            return new Resize(
                    fields.integer("bandwidthMbps", PlanSize.LEAST_MBPS, PlanSize.MOST_MBPS));
        }
    }

    /**
     * 200 when it has its size; 202 when an invoice waits for an operator before that. The body is
     * the order, the ETag is that of the plan.
     */
    @LeastRole(Role.ADMIN)
    @PatchMapping("/v1/bandwidth-plans/{id}")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(ref = "Resize")))
    @Operation(operationId = "resizeBandwidthPlan", summary = "Change the size of a bandwidth plan")
    Mono<ResponseEntity<OrderView>> resize(
            ChangeOptions options,
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body) {
        var mbps = JsonBody.read(body, Resize::read).bandwidthMbps();
        return resizes.resize(PathIds.plan(id), mbps, options)
                .map(
                        resized ->
                                ResponseEntity.status(
                                                resized.order().status() == Status.PAID
                                                        ? HttpStatus.OK
                                                        : HttpStatus.ACCEPTED)
                                        .eTag(Revisions.etag(resized.planRevision()))
                                        .body(OrderView.of(resized.order())));
    }
}
