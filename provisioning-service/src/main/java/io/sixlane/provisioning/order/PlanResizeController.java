package io.sixlane.provisioning.order;

import static io.sixlane.provisioning.request.RequestHeaders.actor;
import static io.sixlane.provisioning.request.RequestHeaders.idempotencyKey;
import static io.sixlane.provisioning.request.RequestHeaders.ifMatch;

import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.bandwidthplan.PlanKind;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlan;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlans;
import io.sixlane.provisioning.bandwidthplan.PlanSize;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.BandwidthPlanNotFound;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.BandwidthPlanNotBound;
import io.sixlane.provisioning.order.Order.Status;
import io.sixlane.provisioning.order.Purchase.Modification;
import io.sixlane.provisioning.request.IfMatch;
import io.sixlane.provisioning.request.JsonFields;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Another size of one bound plan: an order of kind MODIFICATION that is settled at once. */
@RestController
class PlanResizeController {
    private final OrderService orders;
    private final BandwidthPlans plans;

    PlanResizeController(OrderService orders, BandwidthPlans plans) {
        this.orders = orders;
        this.plans = plans;
    }

    /**
     * @param bandwidthMbps Mbit/s, 2 to 2000
     */
    record Resize(int bandwidthMbps) {
        static Resize read(JsonFields fields) {
            return new Resize(
                    fields.integer("bandwidthMbps", PlanSize.LEAST_MBPS, PlanSize.MOST_MBPS));
        }
    }

    /** 200 when it has its size; 202 when an invoice waits for an operator before that. */
    @PatchMapping("/v1/bandwidth-plans/{id}")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(ref = "Resize")))
    Mono<ResponseEntity<OrderView>> resize(
            @RequestHeader HttpHeaders headers,
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body) {
        var mbps = JsonFields.read(body, Resize::read).bandwidthMbps();
        var actor = actor(headers);
        return plans.find(read(id), actor.account())
                .doOnNext(plan -> ifMatch(headers).check(plan.revision()))
                .map(plan -> modification(plan, mbps))
                .flatMap(
                        wanted -> orders.place(wanted, idempotencyKey(headers), actor, IfMatch.ANY))
                .flatMap(order -> orders.pay(order.id(), actor, IfMatch.ANY))
                .map(
                        order ->
                                ResponseEntity.status(
                                                order.status() == Status.PAID
                                                        ? HttpStatus.OK
                                                        : HttpStatus.ACCEPTED)
                                        .body(OrderView.of(order)));
    }

    private static Purchase modification(BandwidthPlan plan, int mbps) {
        var acceleratorId =
                plan.boundTo()
                        .orElseThrow(
                                () ->
                                        new RejectedException(
                                                new BandwidthPlanNotBound(
                                                        plan.created().planId().text())));
        return plan.kind() == PlanKind.BASIC
                ? new Modification(acceleratorId, null, mbps, null)
                : new Modification(acceleratorId, null, null, mbps);
    }

    private static BandwidthPlanId read(String text) {
        try {
            return new BandwidthPlanId(text);
        } catch (IllegalArgumentException _) {
            throw new RejectedException(new BandwidthPlanNotFound(text));
        }
    }
}
