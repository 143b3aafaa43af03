package io.sixlane.metrics.query;

import io.sixlane.configuration.identity.Role;
import io.sixlane.configuration.log.Actor;
import io.sixlane.http.request.LeastRole;
import io.sixlane.metrics.flow.FlowTable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers on a virtual thread of its own, so it may wait for the database. */
@RestController
@LeastRole(Role.VIEWER)
@Tag(name = "metrics")
class FlowController {
    /** Few flows share an address and port within a few seconds. */
    private static final int MOST = 100;

    private final FlowTable table;

    FlowController(FlowTable table) {
        this.table = table;
    }

    @GetMapping("/v1/flows")
    @Operation(
            operationId = "flowsBehindAddress",
            summary = "Find the clients behind a relay's outgoing address and port at a moment")
    FlowAnswer behind(
            Actor caller,
            @Parameter(
                            description = "IPv4 or IPv6, as the endpoint saw its peer",
                            required = true,
                            example = "192.0.2.33")
                    @RequestParam(required = false)
                    @Nullable String address,
            @Parameter(description = "0 to 65535, like 41522", required = true)
                    @RequestParam(required = false)
                    @Nullable String port,
            @Parameter(
                            description = "ISO 8601 instant in the years 2000 to 2199",
                            required = true,
                            example = "2026-01-31T08:00:00Z")
                    @RequestParam(required = false)
                    @Nullable String at,
            @Parameter(
                            description =
                                    "Tolerance between the two clocks: a duration like 2s or"
                                            + " PT2S up to 1h, or seconds; 2s if absent",
                            example = "PT2S")
                    @RequestParam(required = false)
                    @Nullable String within) {
        var question = FlowQuestion.parse(address, port, at, within);
        var found =
                table.behind(
                        caller.account(),
                        question.address(),
                        question.port(),
                        question.from(),
                        question.to(),
                        MOST + 1);
        return new FlowAnswer(
                found.stream().limit(MOST).map(FlowAnswer.Flow::of).toList(), found.size() <= MOST);
    }
}
