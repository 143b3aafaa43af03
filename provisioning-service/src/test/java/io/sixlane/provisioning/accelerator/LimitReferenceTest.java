package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.accelerator.Fixture.created;
import static io.sixlane.provisioning.accelerator.Fixture.facts;
import static io.sixlane.provisioning.accelerator.Fixture.listener;
import static java.util.stream.Collectors.joining;

import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.bundle.BundleRules;
import io.sixlane.configuration.catalog.BillingType;
import io.sixlane.configuration.catalog.CatalogEntry.LimitsEntry;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.order.Billing;
import io.sixlane.provisioning.ReferencePage;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddListener;
import io.sixlane.provisioning.bandwidthplan.PlanSize;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Decision.Rejected;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.IdleTimeoutOutOfRange;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.PortReserved;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.PlanSizeRefused;
import io.sixlane.provisioning.quota.AccountProperties;
import io.sixlane.provisioning.quota.QuotaRules;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** {@code docs/reference/rules.md} has the limits that the rules themselves answer with. */
class LimitReferenceTest {
    private static final String HOSTED = "the hosted service";

    @Test
    void every_limit_is_on_the_page() throws IOException {
        new ReferencePage("rules.md")
                .hasPart(
                        "limits",
                        "| limit | allowed | error | source |\n|---|---|---|---|\n"
                                + Stream.of(quotas(), idleTimeouts(), reservedPorts(), planSizes())
                                        .flatMap(rows -> rows)
                                        .collect(joining())
                                + row(
                                        "bandwidth of a plan, for each region",
                                        "at least %s".formatted(BundleRules.LEAST_REGION_MBPS),
                                        "bandwidth-below-regions",
                                        HOSTED + ", limits")
                                + row(
                                        "bytes of an accelerator as JSON, estimated from above",
                                        "at most %s".formatted(ImageSizeRules.MOST_BYTES),
                                        "image-too-large",
                                        "Sixlane"));
    }

    private static String row(String limit, String allowed, String error, String source) {
        return "| %s | %s | [%s](errors.md#%s) | %s |\n"
                .formatted(limit, allowed, error, error, source);
    }

    private static Stream<String> quotas() {
        var limits =
                new Binder(new MapConfigurationPropertySource())
                        .bindOrCreate("sixlane", AccountProperties.class)
                        .of("anybody");
        return Stream.of(
                quota(QuotaRules.ACCELERATORS, limits.accelerators(), HOSTED + ", quotas"),
                quota(QuotaRules.LISTENERS, limits.listeners(), HOSTED + ", quotas"),
                quota(QuotaRules.ENDPOINT_GROUPS, limits.endpointGroups(), "AWS' 10 groups"),
                quota(QuotaRules.ENDPOINTS, limits.endpoints(), "AWS' 10 endpoints"),
                quota(
                        QuotaRules.ACCESS_PREFIXES,
                        limits.accessPrefixes(),
                        HOSTED + ", 3 lists of 50"),
                row(
                        "`clientIp`",
                        limits.clientIp().stream().sorted().map(Enum::name).collect(joining(", ")),
                        "client-ip-not-allowed",
                        HOSTED));
    }

    private static String quota(String name, int limit, String source) {
        return row(
                "quota `%s`".formatted(name),
                "at most %s".formatted(limit),
                "quota-exceeded",
                source);
    }

    private static Stream<String> idleTimeouts() {
        return Stream.of(Protocol.values())
                .map(
                        protocol -> {
                            var refused =
                                    (IdleTimeoutOutOfRange)
                                            refusal(idleFor0(protocol)).orElseThrow();
                            return row(
                                    "`idleTimeoutSeconds` of %s".formatted(protocol),
                                    "%s to %s".formatted(refused.least(), refused.most()),
                                    "idle-timeout-out-of-range",
                                    "Sixlane");
                        });
    }

    private static Listener idleFor0(Protocol protocol) {
        var smallest = listener("lsr-1", protocol, 80, 80);
        return new Listener(
                smallest.id(),
                smallest.name(),
                protocol,
                smallest.ports(),
                smallest.clientAffinity(),
                smallest.endpointGroups(),
                null,
                0,
                null,
                null);
    }

    private static Stream<String> reservedPorts() {
        return Stream.of(Protocol.values())
                .map(
                        protocol -> {
                            var reserved =
                                    IntStream.rangeClosed(1, PortRange.MAX)
                                            .filter(port -> isReserved(protocol, port))
                                            .mapToObj(Integer::toString)
                                            .collect(joining(", "));
                            return row(
                                    "ports of %s".formatted(protocol),
                                    reserved.isEmpty() ? "all" : "all but " + reserved,
                                    "port-reserved",
                                    HOSTED + ", listeners");
                        });
    }

    private static boolean isReserved(Protocol protocol, int port) {
        return refusal(listener("lsr-1", protocol, port, port))
                .filter(PortReserved.class::isInstance)
                .isPresent();
    }

    private static Stream<String> planSizes() {
        return Stream.of(BillingType.values())
                .map(
                        type -> {
                            var percent = type == BillingType.PAY_BY_95TH ? 100 : null;
                            var refused =
                                    (PlanSizeRefused)
                                            PlanSize.refusal(
                                                            0,
                                                            new Billing(type, percent),
                                                            LimitsEntry.HOSTED.planMbps())
                                                    .orElseThrow();
                            return row(
                                    "bandwidth of a plan with `%s`".formatted(type),
                                    "%s to %s, or to `planMbps` of `/v1/sale-limits`"
                                            .formatted(refused.least(), refused.most()),
                                    "plan-size-refused",
                                    HOSTED + ", CreateBandwidthPackage");
                        });
    }

    private static Optional<Rejection> refusal(Listener listener) {
        var image = (AcceleratorImage) Fixture.evolve(null, created(1, 100));
        Decision decision = AcceleratorDecider.decide(image, new AddListener(listener), facts());
        return decision instanceof Rejected(var reason) ? Optional.of(reason) : Optional.empty();
    }
}
