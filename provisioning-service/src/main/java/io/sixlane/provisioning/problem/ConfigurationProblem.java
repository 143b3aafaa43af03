package io.sixlane.provisioning.problem;

import static io.sixlane.provisioning.problem.RejectionProblem.IN_ACCELERATOR;
import static io.sixlane.provisioning.problem.RejectionProblem.notFound;
import static io.sixlane.provisioning.problem.RejectionProblem.refused;
import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.NOT_FOUND;

import io.sixlane.http.problem.Problem;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.AccelerationRegionNotFound;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.AccessPrefixNotFound;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.ClientIpNotAllowed;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.ClientIpNotForProtocol;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.DeletionTakesAlong;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.EndpointAlreadyAdded;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.EndpointNotFound;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.IdleTimeoutOutOfRange;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.ImageTooLarge;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.LastEndpoint;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.PortReserved;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.PortStillOverridden;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.QuotaExceeded;

/** The problems of refused configurations of an accelerator. */
final class ConfigurationProblem {
    private ConfigurationProblem() {}

    static Problem of(OfConfiguration rejection) {
        return switch (rejection) {
            case QuotaExceeded(var quota, var limit, var used) ->
                    refused(
                                    "quota-exceeded",
                                    "Quota %s is %s, %s are used; remove some, or ask the operator"
                                                    .formatted(quota, limit, used)
                                            + " for more. GET /v1/quotas shows all quotas")
                            .with("quota", quota)
                            .with("limit", limit)
                            .with("used", used);
            case DeletionTakesAlong(var what, var takesAlong) ->
                    Problem.of(
                                    CONFLICT,
                                    "deletion-takes-along",
                                    "Deleting %s would also delete %s; repeat with ?cascade=true, in a change set"
                                                    .formatted(what, String.join(", ", takesAlong))
                                            + " with \"cascade\": true, to delete these too")
                            .with("takesAlong", takesAlong);
            case AccelerationRegionNotFound(var region) ->
                    notFound("acceleration-region", region, IN_ACCELERATOR);
            case PortReserved(var protocol, var port) ->
                    refused(
                                    "port-reserved",
                                    "%s port %s is used by the network itself; choose another"
                                            .formatted(protocol, port))
                            .with("port", port);
            case IdleTimeoutOutOfRange(var protocol, var seconds, var least, var most) ->
                    refused(
                                    "idle-timeout-out-of-range",
                                    "The idle timeout of a %s listener is %s to %s s, was %s; choose one in between"
                                            .formatted(protocol, least, most, seconds))
                            .with("least", least)
                            .with("limit", most);
            case PortStillOverridden(var port, var group) ->
                    Problem.of(
                                    CONFLICT,
                                    "port-still-overridden",
                                    "Endpoint group %s overrides port %s; change its portOverrides"
                                                    .formatted(group, port)
                                            + " first")
                            .with("port", port)
                            .with("endpointGroupId", group);
            case ClientIpNotForProtocol(var mode, var protocol) ->
                    refused(
                            "client-ip-not-for-protocol",
                            "clientIp %s is not for %s: PROXY_V1 is for TCP, SPP for UDP, PROXY_V2"
                                            .formatted(mode, protocol)
                                    + " for both; choose one that fits");
            case ClientIpNotAllowed(var mode, var allowed) ->
                    refused(
                                    "client-ip-not-allowed",
                                    "This account may not use clientIp %s; the operator can allow it"
                                            .formatted(mode))
                            .with("allowed", allowed.stream().sorted().toList());
            case AccessPrefixNotFound(var listener, var kind, var prefix) ->
                    Problem.of(
                            NOT_FOUND,
                            "access-prefix-not-found",
                            "Listener %s has no %s entry %s; GET the accelerator shows its access lists"
                                    .formatted(listener, kind, prefix));
            case EndpointNotFound(var id) -> notFound("endpoint", id, IN_ACCELERATOR);
            case EndpointAlreadyAdded(var address) ->
                    Problem.of(
                                    CONFLICT,
                                    "endpoint-already-added",
                                    "The group has an endpoint %s on that port; change that endpoint, or give one of them another port"
                                            .formatted(address))
                            .with("address", address);
            case LastEndpoint(var group) ->
                    Problem.of(
                            CONFLICT,
                            "last-endpoint",
                            "It is the last endpoint of group %s; delete the group, or give the"
                                            .formatted(group)
                                    + " endpoint weight 0");
            case ImageTooLarge(var bytes, var limit) ->
                    refused(
                                    "image-too-large",
                                    "The accelerator would take up to %s bytes as JSON, %s are the most; give it fewer or shorter endpoints, prefixes and names, or spread it over several accelerators"
                                            .formatted(bytes, limit))
                            .with("limit", limit);
        };
    }
}
