package io.sixlane.provisioning.probe;

import io.sixlane.configuration.identity.Role;
import io.sixlane.http.body.JsonBody;
import io.sixlane.http.request.Caller;
import io.sixlane.http.request.LeastRole;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.OfProbe.ProbeNotFound;
import io.sixlane.provisioning.request.ChangeOptions;
import io.sixlane.provisioning.request.PathIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Measurements of accelerators: before and after. */
@RestController
@LeastRole(Role.VIEWER)
final class ProbeController {
    private static final Pattern ID = Pattern.compile("prb-[a-z0-9]{1,60}");

    private final Probes probes;

    ProbeController(Probes probes) {
        this.probes = probes;
    }

    @LeastRole(Role.EDITOR)
    @PostMapping("/v1/probes")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(ref = "WantedProbe")))
    @ApiResponse(responseCode = "201", description = "Created", useReturnTypeSchema = true)
    @Operation(
            operationId = "measureAccelerator",
            summary = "Measure an accelerator",
            description =
                    "A relay in the client's region connects to an endpoint directly and through"
                            + " the accelerated address, ten times each, and takes curl's times."
                            + " The answer comes at once; GET /v1/probes/{id} shows the result"
                            + " grow. An account measures at most 6 times a minute.")
    Mono<ResponseEntity<ProbeView>> begin(
            ChangeOptions options, @RequestBody(required = false) byte @Nullable [] body) {
        var wanted = JsonBody.read(body, WantedProbe::read);
        return probes.begin(wanted, options)
                .map(
                        view ->
                                options.dryRun()
                                        ? ResponseEntity.ok(view)
                                        : ResponseEntity.created(
                                                        URI.create("/v1/probes/" + view.id()))
                                                .body(view));
    }

    @GetMapping("/v1/probes/{id}")
    @Operation(operationId = "findProbe", summary = "Show a measurement")
    Mono<ProbeView> find(Caller caller, @PathVariable String id) {
        if (!ID.matcher(id).matches()) {
            throw new RejectedException(new ProbeNotFound(id));
        }
        return probes.find(id, caller.account());
    }

    @GetMapping("/v1/accelerators/{id}/probes")
    @Operation(
            operationId = "listProbes",
            summary = "List the measurements of an accelerator",
            description = "The newest first, at most 100, of the last 30 days.")
    Mono<Items> list(Caller caller, @PathVariable String id) {
        return probes.of(PathIds.accelerator(id), caller.account()).collectList().map(Items::new);
    }

    /** All of them. */
    record Items(List<ProbeView> items) {
        Items {
            items = List.copyOf(items);
        }
    }
}
