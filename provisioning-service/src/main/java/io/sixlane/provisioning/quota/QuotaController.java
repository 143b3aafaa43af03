package io.sixlane.provisioning.quota;

import io.sixlane.configuration.accelerator.ClientIp;
import io.sixlane.configuration.identity.Role;
import io.sixlane.http.request.Caller;
import io.sixlane.http.request.LeastRole;
import io.sixlane.provisioning.quota.AccountUseViewRepository.Use;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Quotas of an account, and their use. */
@RestController
@LeastRole(Role.VIEWER)
class QuotaController {
    private final AccountUseViewRepository use;
    private final AccountProperties limits;

    QuotaController(AccountUseViewRepository use, AccountProperties limits) {
        this.use = use;
        this.limits = limits;
    }

    @GetMapping("/v1/quotas")
    @Operation(operationId = "listQuotas", summary = "List quotas and their use")
    Mono<Quotas> quotas(Caller caller) {
        var account = caller.account();
        return use.use(account).map(used -> Quotas.of(used, limits.of(account)));
    }

    /**
     * All of them.
     *
     * @param clientIp how the account's endpoints may learn the client's address
     */
    record Quotas(List<Quota> items, List<ClientIp> clientIp) {
        static Quotas of(Use used, AccountLimits limits) {
            return new Quotas(
                    List.of(
                            new Quota(
                                    QuotaRules.ACCELERATORS,
                                    used.accelerators(),
                                    limits.accelerators()),
                            new Quota(QuotaRules.LISTENERS, used.listeners(), limits.listeners()),
                            new Quota(
                                    QuotaRules.ENDPOINT_GROUPS,
                                    used.endpointGroups(),
                                    limits.endpointGroups()),
                            new Quota(QuotaRules.ENDPOINTS, used.endpoints(), limits.endpoints()),
                            new Quota(
                                    QuotaRules.ACCESS_PREFIXES,
                                    used.accessPrefixes(),
                                    limits.accessPrefixes())),
                    limits.clientIp().stream().sorted().toList());
        }
    }

    /**
     * @param used by the account; of a quota per thing, by the thing that uses most
     */
    record Quota(String name, int used, int limit) {}
}
