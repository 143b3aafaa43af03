package io.sixlane.provisioning.usage;

import io.sixlane.configuration.identity.Role;
import io.sixlane.http.problem.MalformedRequestException;
import io.sixlane.http.request.Caller;
import io.sixlane.http.request.LeastRole;
import io.sixlane.provisioning.request.PathIds;
import io.swagger.v3.oas.annotations.Operation;
import java.time.YearMonth;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Charges of what is paid afterwards. */
@RestController
@LeastRole(Role.VIEWER)
class ChargeController {
    /** Months of the years that metrics may cover. */
    private static final Pattern MONTH = Pattern.compile("20[0-9]{2}-(0[1-9]|1[0-2])");

    private final Charges charges;
    private final AcceleratorCharges accelerators;

    ChargeController(Charges charges, AcceleratorCharges accelerators) {
        this.charges = charges;
        this.accelerators = accelerators;
    }

    /**
     * Prices a month of an accelerator without an end at today's prices; writes nothing.
     *
     * @param month like 2026-11, in UTC; of one that is not over, what it costs so far
     */
    @GetMapping("/v1/accelerators/{id}/charges")
    @Operation(
            operationId = "findAcceleratorCharges",
            summary = "Show the charges of an accelerator without an end")
    Mono<AcceleratorChargeView> ofAccelerator(
            Caller caller, @PathVariable String id, @RequestParam(defaultValue = "") String month) {
        return accelerators.of(PathIds.accelerator(id), caller.account(), parsed(month));
    }

    /**
     * Prices a month at today's prices; writes nothing.
     *
     * @param month like 2026-11, in UTC; of one that is not over, what it costs so far
     */
    @GetMapping("/v1/bandwidth-plans/{id}/charges")
    @Operation(operationId = "findCharges", summary = "Show the charges of a bandwidth plan")
    Mono<ChargeView> charge(
            Caller caller, @PathVariable String id, @RequestParam(defaultValue = "") String month) {
        return charges.of(PathIds.plan(id), caller.account(), parsed(month));
    }

    private static YearMonth parsed(String month) {
        if (!MONTH.matcher(month).matches()) {
            throw new MalformedRequestException("query parameter month must be one like 2026-11");
        }
        return YearMonth.parse(month);
    }
}
