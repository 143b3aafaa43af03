package io.sixlane.provisioning.bandwidthplan;

import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.identity.Role;
import io.sixlane.http.request.Caller;
import io.sixlane.http.request.LeastRole;
import io.sixlane.http.request.Page;
import io.sixlane.http.request.Revisions;
import io.sixlane.provisioning.request.ChangeOptions;
import io.sixlane.provisioning.request.PathIds;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Bandwidth plans. They are bound at the accelerator, and bought and resized with orders. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping("/v1/bandwidth-plans")
class BandwidthPlanController {
    private final BandwidthPlans plans;

    BandwidthPlanController(BandwidthPlans plans) {
        this.plans = plans;
    }

    @GetMapping
    @Operation(operationId = "listBandwidthPlans", summary = "List bandwidth plans")
    Mono<Page<BandwidthPlanView>> page(
            Caller caller,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(defaultValue = "") String pageToken) {
        var most = Page.checkedLimit(limit);
        return plans.page(
                        caller.account(),
                        Page.after(pageToken, BandwidthPlanId::new)
                                .map(BandwidthPlanId::text)
                                .orElse(""),
                        most + 1)
                .collectList()
                .map(found -> page(found, limit));
    }

    /** A deleted plan takes its place on the page and is not shown. */
    private static Page<BandwidthPlanView> page(List<BandwidthPlan> found, int limit) {
        var here = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(
                here.stream().filter(plan -> !plan.deleted()).map(BandwidthPlanView::of).toList(),
                found.size() > limit ? here.getLast().created().planId().text() : null);
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<BandwidthPlanView>> find(Caller caller, @PathVariable String id) {
        return plans.find(PathIds.plan(id), caller.account())
                .map(
                        plan ->
                                ResponseEntity.ok()
                                        .eTag(Revisions.etag(plan.revision()))
                                        .body(BandwidthPlanView.of(plan)));
    }

    @LeastRole(Role.ADMIN)
    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> delete(ChangeOptions options, @PathVariable String id) {
        return plans.delete(PathIds.plan(id), options)
                .thenReturn(ResponseEntity.noContent().build());
    }
}
