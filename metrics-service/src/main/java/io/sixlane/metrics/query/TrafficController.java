package io.sixlane.metrics.query;

import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.identity.Role;
import io.sixlane.configuration.log.Actor;
import io.sixlane.http.request.LeastRole;
import io.sixlane.metrics.window.RelayWindows;
import io.sixlane.metrics.window.WindowFilter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers on a virtual thread of its own, so it may wait for the database. */
@RestController
@LeastRole(Role.VIEWER)
@Tag(name = "metrics")
class TrafficController {
    private final RelayWindows windows;
    private final InstantSource time;

    TrafficController(RelayWindows windows, InstantSource time) {
        this.windows = windows;
        this.time = time;
    }

    @GetMapping("/v1/metrics/accelerators/{id}")
    @Operation(
            operationId = "acceleratorTraffic",
            summary = "Show connections, bytes and latency of an accelerator, over all relays")
    TrafficAnswer traffic(
            @PathVariable String id,
            @Parameter(
                            description =
                                    "ISO 8601 instant in the years 2000 to 2199, included; 15"
                                            + " minutes before 'to' if absent",
                            example = "2026-01-31T08:00:00Z")
                    @RequestParam(required = false)
                    @Nullable String from,
            @Parameter(
                            description =
                                    "ISO 8601 instant in the years 2000 to 2199, not included; now"
                                            + " if absent")
                    @RequestParam(required = false)
                    @Nullable String to,
            @Parameter(
                            description =
                                    "A duration like 30s, 5m or PT30S, or seconds; 10s if absent",
                            example = "PT10S")
                    @RequestParam(required = false)
                    @Nullable String step,
            @Parameter(description = "Only traffic of this listener", example = "lsr-1")
                    @RequestParam(required = false)
                    @Nullable String listener,
            @Parameter(description = "Only traffic to this endpoint group", example = "epg-1")
                    @RequestParam(required = false)
                    @Nullable String endpointGroup,
            @Parameter(description = "Only traffic to this endpoint", example = "ep-1")
                    @RequestParam(required = false)
                    @Nullable String endpoint,
            @Parameter(
                            description = "Only traffic that entered at this acceleration region",
                            example = "cn-hongkong")
                    @RequestParam(required = false)
                    @Nullable String region,
            @Parameter(
                            description =
                                    "Only traffic to endpoint groups of this region; with"
                                            + " 'region' one region pair",
                            example = "us-west-1")
                    @RequestParam(required = false)
                    @Nullable String endpointRegion,
            Actor caller) {
        var question =
                TrafficQuestion.parse(id, from, to, step, TrafficQuestion.LONGEST, time.instant());
        var filter =
                new WindowFilter(
                        TrafficQuestion.idOf("/listener", listener, ListenerId::new),
                        TrafficQuestion.idOf("/endpointGroup", endpointGroup, EndpointGroupId::new),
                        TrafficQuestion.idOf("/endpoint", endpoint, EndpointId::new),
                        region,
                        endpointRegion);
        var summary = new TrafficSummary(question, filter);
        windows.read(
                question.acceleratorId(),
                caller.account(),
                question.from(),
                question.to(),
                question.step(),
                summary::add);
        return summary.answer();
    }
}
