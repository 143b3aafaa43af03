package io.sixlane.metrics.query;

import io.sixlane.metrics.window.RelayWindows;
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
            summary = "Connections, bytes and latency of an accelerator, over all relays")
    TrafficAnswer traffic(
            @PathVariable String id,
            @Parameter(
                            description =
                                    "ISO 8601 instant, included; 15 minutes before 'to' if absent",
                            example = "2026-01-31T08:00:00Z")
                    @RequestParam(required = false)
                    @Nullable String from,
            @Parameter(description = "ISO 8601 instant, not included; now if absent")
                    @RequestParam(required = false)
                    @Nullable String to,
            @Parameter(
                            description = "Seconds or an ISO 8601 duration; 10 s if absent",
                            example = "PT10S")
                    @RequestParam(required = false)
                    @Nullable String step) {
        var question = TrafficQuestion.parse(id, from, to, step, time.instant());
        var summary = new TrafficSummary(question);
        windows.read(question.acceleratorId(), question.from(), question.to(), summary::add);
        return summary.answer();
    }
}
