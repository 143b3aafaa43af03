package io.sixlane.provisioning.bandwidthplan;

import static io.sixlane.http.request.Callers.actor;

import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.http.problem.MalformedRequestException;
import io.sixlane.http.request.Precondition;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.BandwidthPlanNotFound;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Bandwidth plans. They are bound at the accelerator, and bought and resized with orders. */
@RestController
@RequestMapping("/v1/bandwidth-plans")
class BandwidthPlanController {
    private static final int MOST = 200;

    private final BandwidthPlans plans;

    BandwidthPlanController(BandwidthPlans plans) {
        this.plans = plans;
    }

    /** {@code nextPageToken} is for the query parameter pageToken; null on the last page. */
    record Plans(List<BandwidthPlanView> items, @Nullable String nextPageToken) {}

    @GetMapping
    Mono<Plans> page(
            @RequestHeader HttpHeaders headers,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(defaultValue = "") String pageToken) {
        if (limit < 1 || limit > MOST) {
            throw new MalformedRequestException(
                    "query parameter limit must be 1 to %s, was %s".formatted(MOST, limit));
        }
        return plans.page(actor(headers).account(), after(pageToken), limit + 1)
                .collectList()
                .map(found -> page(found, limit));
    }

    private static String after(String pageToken) {
        try {
            return pageToken.isEmpty() ? "" : new BandwidthPlanId(pageToken).text();
        } catch (IllegalArgumentException _) {
            throw new MalformedRequestException(
                    "query parameter pageToken must be the nextPageToken of an earlier answer");
        }
    }

    /** A deleted plan takes its place on the page and is not shown. */
    private static Plans page(List<BandwidthPlan> found, int limit) {
        var here = found.subList(0, Math.min(limit, found.size()));
        return new Plans(
                here.stream().filter(plan -> !plan.deleted()).map(BandwidthPlanView::of).toList(),
                found.size() > limit ? here.getLast().created().planId().text() : null);
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<BandwidthPlanView>> find(
            @RequestHeader HttpHeaders headers, @PathVariable String id) {
        return plans.find(read(id), actor(headers).account())
                .map(
                        plan ->
                                ResponseEntity.ok()
                                        .eTag("\"" + plan.revision() + "\"")
                                        .body(BandwidthPlanView.of(plan)));
    }

    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> delete(@RequestHeader HttpHeaders headers, @PathVariable String id) {
        return plans.delete(read(id), actor(headers), Precondition.of(headers))
                .thenReturn(ResponseEntity.noContent().build());
    }

    private static BandwidthPlanId read(String text) {
        try {
            return new BandwidthPlanId(text);
        } catch (IllegalArgumentException _) {
            throw new RejectedException(new BandwidthPlanNotFound(text));
        }
    }
}
