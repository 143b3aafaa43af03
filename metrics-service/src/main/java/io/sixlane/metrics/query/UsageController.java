package io.sixlane.metrics.query;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.identity.Role;
import io.sixlane.configuration.log.Actor;
import io.sixlane.http.request.LeastRole;
import io.sixlane.metrics.window.RegionUsage;
import io.sixlane.metrics.window.RelayWindows;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers on a virtual thread of its own, so it may wait for the database. */
@RestController
@LeastRole(Role.VIEWER)
@Tag(name = "metrics")
class UsageController {
    /** No steps: the longest there are. */
    private static final String STEP = "P1D";

    private final RelayWindows windows;
    private final InstantSource time;

    UsageController(RelayWindows windows, InstantSource time) {
        this.windows = windows;
        this.time = time;
    }

    /**
     * @param sampleSeconds of each sample of a region
     */
    record UsageAnswer(
            AcceleratorId acceleratorId,
            Instant from,
            Instant to,
            int sampleSeconds,
            List<RegionUsage> regions) {
        UsageAnswer {
            regions = List.copyOf(regions);
        }
    }

    @GetMapping("/v1/metrics/accelerators/{id}/usage")
    @Operation(
            operationId = "acceleratorUsage",
            summary =
                    "Show the traffic of each acceleration region, in the samples that charges use")
    UsageAnswer usage(
            @PathVariable String id,
            @Parameter(
                            description =
                                    "ISO 8601 instant in the years 2000 to 2199, included; 15"
                                            + " minutes before 'to' if absent",
                            example = "2026-01-01T00:00:00Z")
                    @RequestParam(required = false)
                    @Nullable String from,
            @Parameter(
                            description =
                                    "ISO 8601 instant in the years 2000 to 2199, not included, at"
                                            + " most 31 days later; now if absent")
                    @RequestParam(required = false)
                    @Nullable String to,
            Actor caller) {
        var question =
                TrafficQuestion.parse(
                        id, from, to, STEP, TrafficQuestion.LONGEST_USAGE, time.instant());
        return new UsageAnswer(
                question.acceleratorId(),
                question.from(),
                question.to(),
                RegionUsage.SAMPLE_SECONDS,
                windows.usage(
                        question.acceleratorId(),
                        caller.account(),
                        question.from(),
                        question.to()));
    }
}
