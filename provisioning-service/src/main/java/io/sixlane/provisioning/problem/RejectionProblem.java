package io.sixlane.provisioning.problem;

import static java.util.stream.Collectors.joining;
import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE;
import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;

import io.sixlane.configuration.bundle.BundleObjection;
import io.sixlane.http.problem.Excerpt;
import io.sixlane.http.problem.Problem;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.AcceleratorNotFound;
import io.sixlane.provisioning.decision.Rejection.AddressPoolExhausted;
import io.sixlane.provisioning.decision.Rejection.AddressPoolInUse;
import io.sixlane.provisioning.decision.Rejection.AddressPoolMissing;
import io.sixlane.provisioning.decision.Rejection.AddressPoolNotFound;
import io.sixlane.provisioning.decision.Rejection.AddressPoolOverlaps;
import io.sixlane.provisioning.decision.Rejection.AddressPoolResting;
import io.sixlane.provisioning.decision.Rejection.AddressTaken;
import io.sixlane.provisioning.decision.Rejection.AlreadyExists;
import io.sixlane.provisioning.decision.Rejection.BandwidthAboveSpecification;
import io.sixlane.provisioning.decision.Rejection.BandwidthPlanNotFound;
import io.sixlane.provisioning.decision.Rejection.BandwidthPlanTaken;
import io.sixlane.provisioning.decision.Rejection.BandwidthTypeUnknown;
import io.sixlane.provisioning.decision.Rejection.BundleRefused;
import io.sixlane.provisioning.decision.Rejection.CatalogNotArrived;
import io.sixlane.provisioning.decision.Rejection.ChangedConcurrently;
import io.sixlane.provisioning.decision.Rejection.EndpointAddressRefused;
import io.sixlane.provisioning.decision.Rejection.EndpointGroupNotFound;
import io.sixlane.provisioning.decision.Rejection.EndpointGroupRegionTaken;
import io.sixlane.provisioning.decision.Rejection.EndpointTypeNotAllowed;
import io.sixlane.provisioning.decision.Rejection.IdempotencyKeyReused;
import io.sixlane.provisioning.decision.Rejection.ListenerNotFound;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration;
import io.sixlane.provisioning.decision.Rejection.OfFleet;
import io.sixlane.provisioning.decision.Rejection.OfHistory;
import io.sixlane.provisioning.decision.Rejection.OfProbe;
import io.sixlane.provisioning.decision.Rejection.OfPurchase;
import io.sixlane.provisioning.decision.Rejection.OffCloudNotAllowed;
import io.sixlane.provisioning.decision.Rejection.OrderNotFound;
import io.sixlane.provisioning.decision.Rejection.OtherPlanBound;
import io.sixlane.provisioning.decision.Rejection.PlanBandwidthExceeded;
import io.sixlane.provisioning.decision.Rejection.PlanNotBound;
import io.sixlane.provisioning.decision.Rejection.PortHeldElsewhere;
import io.sixlane.provisioning.decision.Rejection.PortInUse;
import io.sixlane.provisioning.decision.Rejection.PortOverrideOutsideListener;
import io.sixlane.provisioning.decision.Rejection.RegionAlreadyAdded;
import io.sixlane.provisioning.decision.Rejection.RegionLimitReached;
import io.sixlane.provisioning.decision.Rejection.RegionOutsideArea;
import io.sixlane.provisioning.decision.Rejection.RegionUnknown;
import io.sixlane.provisioning.decision.Rejection.RegionWithoutIpv6;
import io.sixlane.provisioning.decision.Rejection.SpecificationUnknown;

/** Describes a refusal in the words of the API: the fact, and the next step. */
final class RejectionProblem {
    static final String IN_ACCELERATOR = "GET /v1/accelerators/{id} shows what it has";

    private RejectionProblem() {}

    /** No default: a new Rejection does not compile unmapped. */
    static Problem of(Rejection rejection) {
        return switch (rejection) {
            case OfPurchase purchase -> PurchaseProblem.of(purchase);
            case OfFleet refusal -> FleetProblem.of(refusal);
            case OfHistory refusal -> HistoryProblem.of(refusal);
            case OfProbe refusal -> ProbeProblem.of(refusal);
            case OrderNotFound(var id) ->
                    notFound("order", id, "the answer to POST /v1/orders has its id");
            case AcceleratorNotFound(var id) ->
                    notFound("accelerator", id, "GET /v1/accelerators lists what there is");
            case BandwidthPlanNotFound(var id) ->
                    notFound("bandwidth-plan", id, "GET /v1/bandwidth-plans lists what there is");
            case ListenerNotFound(var id) -> notFound("listener", id, IN_ACCELERATOR);
            case EndpointGroupNotFound(var id) -> notFound("endpoint-group", id, IN_ACCELERATOR);
            case AlreadyExists(var id) ->
                    Problem.of(
                            CONFLICT, "already-exists", id + " exists already; repeat the request");
            case ChangedConcurrently() ->
                    Problem.of(
                            CONFLICT,
                            "changed-concurrently",
                            "Other changes came first several times; read it again and repeat");
            case CatalogNotArrived() ->
                    Problem.of(
                            SERVICE_UNAVAILABLE,
                            "catalog-not-arrived",
                            "This service has not received the catalog yet; start the catalog"
                                    + " service and Kafka, then repeat");
            case SpecificationUnknown(var code) ->
                    unknown("specification", code, "/v1/specifications");
            case BandwidthTypeUnknown(var code) ->
                    unknown("bandwidth-type", code, "/v1/bandwidth-types");
            case RegionUnknown(var code) -> unknown("region", code, "/v1/regions");
            case IdempotencyKeyReused() ->
                    Problem.of(
                            CONFLICT,
                            "idempotency-key-reused",
                            "This Idempotency-Key came with another request before; use a new key"
                                    + " for another request");
            case BandwidthAboveSpecification(var requested, var code, var peak) ->
                    refused(
                                    "bandwidth-above-specification",
                                    "%s Mbit/s is more than the %s Mbit/s of specification %s; order a larger one"
                                            .formatted(requested, peak, code))
                            .with("limit", peak);
            case BandwidthPlanTaken(var id) ->
                    Problem.of(
                            CONFLICT,
                            "bandwidth-plan-taken",
                            id + " is bound to another accelerator; a plan is bound once");
            case BundleRefused(var objections) ->
                    refused(
                                    objections.getFirst().problem(),
                                    "This bundle does not fit: %s; POST /v1/recommendations"
                                                    .formatted(
                                                            objections.stream()
                                                                    .map(BundleObjection::detail)
                                                                    .collect(joining("; ")))
                                            + " returns bundles that do")
                            .with(
                                    "reasons",
                                    objections.stream().map(BundleObjection::detail).toList());
            case OtherPlanBound(var id) ->
                    Problem.of(
                            CONFLICT,
                            "other-plan-bound",
                            "The accelerator has bandwidth plan "
                                    + id
                                    + " already; unbind or replace that one");
            case PlanNotBound() ->
                    Problem.of(
                            CONFLICT,
                            "plan-not-bound",
                            "The accelerator has no bandwidth plan; bind one first with PUT"
                                    + " /v1/accelerators/{id}/bandwidth-plans/{planId}");
            case PlanBandwidthExceeded(var requested, var free, var plan) ->
                    refused(
                                    "plan-bandwidth-exceeded",
                                    "%s Mbit/s is more than what is left: %s of %s Mbit/s; order a larger plan or give other regions less"
                                            .formatted(requested, free, plan))
                            .with("free", free)
                            .with("limit", plan);
            case RegionOutsideArea(var region, var requested, var area) ->
                    refused(
                            "region-outside-area",
                            "Region %s is in area %s, not in %s; GET /v1/regions has the area of each"
                                    .formatted(region, area, requested));
            case RegionAlreadyAdded(var region) ->
                    Problem.of(
                            CONFLICT,
                            "region-already-added",
                            "Region %s is there already; a region is added once".formatted(region));
            case RegionLimitReached(var limit, var code) ->
                    refused(
                                    "region-limit-reached",
                                    "Specification %s allows %s acceleration regions; remove one or order a larger specification"
                                            .formatted(code, limit))
                            .with("limit", limit);
            case RegionWithoutIpv6(var region) ->
                    refused(
                            "region-without-ipv6",
                            "IPv6 clients cannot connect in region %s; GET /v1/regions shows where"
                                            .formatted(region)
                                    + " they can");
            case AddressPoolMissing(var region, var family) ->
                    Problem.of(
                            CONFLICT,
                            "address-pool-missing",
                            "Region %s has no %s addresses here; an operator gives it a prefix with"
                                            .formatted(region, family)
                                    + " PUT /v1/pools/{region}");
            case AddressPoolNotFound(var region) ->
                    notFound("address-pool", region, "GET /v1/pools lists what there is");
            case AddressPoolInUse(var region, var prefix, var held) ->
                    Problem.of(
                                    CONFLICT,
                                    "address-pool-in-use",
                                    "Accelerators have %s addresses of %s in region %s; give it a prefix that contains these, or remove the region from them first"
                                            .formatted(held, prefix, region))
                            .with("held", held);
            case AddressPoolOverlaps(var prefix, var other) ->
                    Problem.of(
                            CONFLICT,
                            "address-pool-overlaps",
                            "%s overlaps the addresses of region %s; only a single address can be shared"
                                    .formatted(prefix, other));
            case AddressPoolExhausted(var region, var prefix) ->
                    Problem.of(
                            CONFLICT,
                            "address-pool-exhausted",
                            "Every address of %s in region %s is taken; delete an accelerator there"
                                            .formatted(prefix, region)
                                    + " or have the operator give the region a larger prefix");
            case AddressPoolResting(var region, var prefix, var nextFreeAt) ->
                    Problem.of(
                                    CONFLICT,
                                    "address-pool-resting",
                                    "The free addresses of %s in region %s were in use a short time"
                                                    .formatted(prefix, region)
                                            + " ago; repeat the request after "
                                            + nextFreeAt)
                            .with("nextFreeAt", nextFreeAt);
            case AddressTaken(var region, var address) ->
                    Problem.of(
                                    CONFLICT,
                                    "address-taken",
                                    "Another accelerator has taken %s of region %s; add the region again to get another address"
                                            .formatted(address, region))
                            .with("address", address);
            case PortInUse(var protocol, var ports, var listener) ->
                    Problem.of(
                                    CONFLICT,
                                    "port-in-use",
                                    "%s ports %s to %s belong to listener %s; choose others, or change that listener first"
                                            .formatted(
                                                    protocol, ports.from(), ports.to(), listener))
                            .with("protocol", protocol)
                            .with("ports", ports)
                            .with("listenerId", listener);
            case PortHeldElsewhere(var address, var protocol, var port) ->
                    Problem.of(
                                    CONFLICT,
                                    "port-held-elsewhere",
                                    "%s port %s of the shared address %s is taken; choose another port"
                                            .formatted(protocol, port, address))
                            .with("protocol", protocol)
                            .with("port", port)
                            .with("address", address);
            case EndpointGroupRegionTaken(var region) ->
                    Problem.of(
                            CONFLICT,
                            "endpoint-group-region-taken",
                            "The listener has an endpoint group in region %s; replace its endpoints"
                                    .formatted(region));
            case OffCloudNotAllowed(var type) ->
                    refused(
                            "off-cloud-not-allowed",
                            "Bandwidth type %s reaches no servers outside the cloud; ENHANCED and"
                                            .formatted(type)
                                    + " PREMIUM plans do");
            case EndpointTypeNotAllowed(var endpoint, var type) ->
                    refused(
                            "endpoint-type-not-allowed",
                            "Bandwidth type %s does not allow endpoints of type %s; GET /v1/bandwidth-types lists what each allows"
                                    .formatted(type, endpoint));
            case EndpointAddressRefused(var address, var reason) ->
                    refused(
                                    "endpoint-address-refused",
                                    "Endpoint address %s %s; the operator can open it with"
                                                    .formatted(address, reason)
                                            + " SIXLANE_ENDPOINT_ALLOWED_PREFIXES")
                            .with("address", address);
            case OfConfiguration refused -> ConfigurationProblem.of(refused);
            case PortOverrideOutsideListener(var port) ->
                    refused(
                                    "port-override-outside-listener",
                                    "Port %s is no port of the listener; override one of its ports"
                                            .formatted(port))
                            .with("port", port);
        };
    }

    static Problem notFound(String kind, String id, String next) {
        return Problem.of(
                NOT_FOUND,
                kind + "-not-found",
                "There is no %s %s; %s".formatted(kind.replace('-', ' '), Excerpt.of(id), next));
    }

    private static Problem unknown(String kind, String code, String path) {
        return Problem.of(
                UNPROCESSABLE_CONTENT,
                "unknown-" + kind,
                "The catalog has no %s %s; GET %s lists what there is"
                        .formatted(kind.replace('-', ' '), Excerpt.of(code), path));
    }

    static Problem refused(String name, String detail) {
        return Problem.of(UNPROCESSABLE_CONTENT, name, detail);
    }
}
