package io.sixlane.metrics.query;

import io.sixlane.metrics.flow.FlowTable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers on a virtual thread of its own, so it may wait for the database. */
@RestController
@Tag(name = "metrics")
class FlowController {
    /** Of one address and port within seconds there are few. */
    private static final int MOST = 100;

    private final FlowTable table;

    FlowController(FlowTable table) {
        this.table = table;
    }

    @GetMapping("/v1/flows")
    @Operation(
            operationId = "flowsBehindAddress",
            summary = "Which clients were behind a relay's outgoing address and port at a moment")
    FlowAnswer behind(
            @Parameter(hidden = true) @RequestHeader(value = "X-Sixlane-Account", required = false)
                    @Nullable String account,
            @Parameter(
                            description = "IPv4 or IPv6, as the endpoint saw its peer",
                            required = true,
                            example = "192.0.2.33")
                    @RequestParam(required = false)
                    @Nullable String address,
            @Parameter(description = "0 to 65535", required = true, example = "41522")
                    @RequestParam(required = false)
                    @Nullable String port,
            @Parameter(
                            description = "ISO 8601 instant",
                            required = true,
                            example = "2026-01-31T08:00:00Z")
                    @RequestParam(required = false)
                    @Nullable String at,
            @Parameter(
                            description =
                                    "How far the two clocks may be apart, seconds or an ISO 8601"
                                            + " duration up to 1 h; 2 s if absent",
                            example = "PT2S")
                    @RequestParam(required = false)
                    @Nullable String within) {
        var question = FlowQuestion.parse(address, port, at, within);
        if (account == null) {
            return new FlowAnswer(List.of(), true);
        }
        var found =
                table.behind(
                        account,
                        question.address(),
                        question.port(),
                        question.from(),
                        question.to(),
                        MOST + 1);
        return new FlowAnswer(
                found.stream().limit(MOST).map(FlowAnswer.Flow::of).toList(), found.size() <= MOST);
    }
}
