package io.sixlane.provisioning.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.bundle.BundlePrice;
import io.sixlane.configuration.bundle.BundleRules;
import io.sixlane.configuration.bundle.Needs;
import io.sixlane.configuration.catalog.CatalogEntry;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.LimitsEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.order.Billing;
import io.sixlane.configuration.order.Bundle;
import io.sixlane.configuration.order.BundleUse;
import io.sixlane.configuration.order.OrderEvent.OrderPlaced;
import io.sixlane.configuration.order.OrderId;
import io.sixlane.configuration.order.Term;
import io.sixlane.http.body.JsonBody;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.BundleRefused;
import io.sixlane.provisioning.order.OrderCommand.Place;
import io.sixlane.provisioning.order.Purchase.Subscription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/**
 * Over every bundle and use, with the catalog that is sold: an order is taken where the rules that
 * recommendations are made by have no objection, and refused for their objections where they have
 * some. That recommendations are made by them is proven in the catalog, over the same catalog.
 */
class OrderOfEveryBundleTest {
    private static final Path CATALOG =
            Path.of("../catalog-service/src/test/resources/catalog.json");
    private static final OrderId ID = new OrderId("ord-1");

    /** Null is IPv6. */
    private static final List<@Nullable IpVersion> IP_VERSIONS =
            Arrays.asList(null, IpVersion.IPV4, IpVersion.IPV6, IpVersion.DUAL_STACK);

    /** One answer of the catalog, which its own test compares with what it answers. */
    private static final Path RECOMMENDED =
            Path.of("../catalog-service/src/test/resources/recommended-bundle.json");

    private static final Term YEAR = new Term(Term.Unit.YEAR, 1);

    @Test
    void takes_what_is_recommended_and_refuses_the_rest_for_the_same_reasons() throws IOException {
        var entries = entries();
        var regions = byCode(entries, RegionEntry.class);
        var taken = 0;
        var refused = 0;
        for (var use : uses()) {
            for (var type : byCode(entries, BandwidthTypeEntry.class).values()) {
                for (var specification : byCode(entries, SpecificationEntry.class).values()) {
                    for (var mbps : List.of(2, 20, 21, 2_000)) {
                        for (var crossBorderMbps : Arrays.asList(null, 2, 201)) {
                            var bundle =
                                    new Bundle(
                                            specification.code(),
                                            type.code(),
                                            mbps,
                                            crossBorderMbps,
                                            use);
                            var decision = decide(bundle, specification, type, regions);
                            var expected = expected(bundle, specification, type, regions);
                            if (!decision.equals(expected)) {
                                throw new AssertionError(
                                        "%s: %s, not %s".formatted(bundle, decision, expected));
                            }
                            if (expected instanceof Decision.Accepted) {
                                taken++;
                            } else {
                                refused++;
                            }
                        }
                    }
                }
            }
        }
        assertThat(taken).isPositive();
        assertThat(refused).isPositive();
    }

    /** The smallest specification that fits, as the catalog recommends it, sent back as it came. */
    @Test
    void reads_every_recommended_bundle_as_it_came() throws IOException {
        var answer = ConfigurationJson.mapper().readTree(Files.readAllBytes(RECOMMENDED));
        var entries = entries();
        var regions = byCode(entries, RegionEntry.class);
        var specifications =
                byCode(entries, SpecificationEntry.class).values().stream()
                        .sorted(Comparator.comparingInt(SpecificationEntry::peakMbps))
                        .toList();
        var read = 0;
        for (var use : uses()) {
            if (use == null || use.ipVersion() == null) {
                continue;
            }
            for (var type : byCode(entries, BandwidthTypeEntry.class).values()) {
                for (var mbps : List.of(2, 20, 21, 2_000)) {
                    for (var crossBorderMbps : Arrays.asList(null, 2, 201)) {
                        for (var specification : specifications) {
                            var bundle =
                                    new Bundle(
                                            specification.code(),
                                            type.code(),
                                            mbps,
                                            crossBorderMbps,
                                            use);
                            if (expected(bundle, specification, type, regions)
                                    instanceof Decision.Accepted) {
                                assertThat(sentBack((ObjectNode) answer, bundle, ++read % 2 == 0))
                                        .isEqualTo(
                                                new Subscription(
                                                        bundle, YEAR, Billing.BY_BANDWIDTH));
                                break;
                            }
                        }
                    }
                }
            }
        }
        assertThat(read).isPositive();
    }

    private static Purchase sentBack(ObjectNode answer, Bundle bundle, boolean beside) {
        var mapper = ConfigurationJson.mapper();
        var use = Objects.requireNonNull(bundle.use());
        var sent = answer.deepCopy();
        sent.put("specification", bundle.specification());
        sent.put("bandwidthType", bundle.bandwidthType());
        sent.put("peakBandwidthMbps", bundle.peakBandwidthMbps());
        sent.put("crossBorderMbps", bundle.crossBorderMbps());
        var sentUse = (ObjectNode) sent.get("use");
        sentUse.set("accelerationRegions", mapper.valueToTree(use.accelerationRegions()));
        sentUse.put("serviceRegion", use.serviceRegion());
        sentUse.put("ipVersion", String.valueOf(use.ipVersion()));
        sentUse.put("icpFiling", use.icpFiling());
        sentUse.put("webService", use.webService());
        sentUse.put("serverArea", use.serverArea().name());
        sentUse.put("maxConnections", use.maxConnections());
        var order = beside ? sent : mapper.createObjectNode().set("bundle", sent);
        order.set("term", mapper.valueToTree(Map.of("unit", "YEAR", "count", 1)));
        return JsonBody.read(mapper.writeValueAsBytes(order), OrderRequest::read);
    }

    private static Decision decide(
            Bundle bundle,
            SpecificationEntry specification,
            BandwidthTypeEntry type,
            Map<String, RegionEntry> regions) {
        return OrderDecider.decide(
                null,
                new Place(
                        ID,
                        "acme",
                        new Subscription(bundle, YEAR, Billing.BY_BANDWIDTH),
                        new Market(
                                Map.of(specification.code(), specification),
                                Map.of(type.code(), type),
                                regions,
                                LimitsEntry.HOSTED,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Instant.EPOCH)));
    }

    private static Decision expected(
            Bundle bundle,
            SpecificationEntry specification,
            BandwidthTypeEntry type,
            Map<String, RegionEntry> regions) {
        var mbps = bundle.peakBandwidthMbps();
        var crossBorderMbps = bundle.crossBorderMbps();
        var objections =
                BundleRules.objections(
                        specification,
                        type,
                        mbps,
                        crossBorderMbps,
                        Optional.ofNullable(bundle.use()).map(use -> Needs.of(use, regions)));
        return objections.isEmpty()
                ? Decision.accept(
                        new OrderPlaced(
                                ID,
                                bundle,
                                YEAR,
                                BundlePrice.of(
                                                specification,
                                                type,
                                                mbps,
                                                crossBorderMbps,
                                                Term.Unit.YEAR)
                                        .total()))
                : Decision.reject(new BundleRefused(objections));
    }

    private static List<@Nullable BundleUse> uses() {
        var uses = new ArrayList<@Nullable BundleUse>();
        uses.add(null);
        for (var clients :
                List.of(
                        List.of("cn-hongkong"),
                        List.of("us-west-1"),
                        List.of("cn-beijing"),
                        List.of("cn-chengdu"),
                        List.of("cn-hongkong", "cn-beijing", "us-west-1"))) {
            for (var servers : List.of("us-west-1", "cn-beijing")) {
                for (var ipVersion : IP_VERSIONS) {
                    for (var icpFiling : List.of(true, false)) {
                        for (var webService : Arrays.asList(null, true, false)) {
                            for (var area : BackendService.values()) {
                                for (var connections : List.of(5_000, 50_001)) {
                                    uses.add(
                                            new BundleUse(
                                                    clients,
                                                    servers,
                                                    ipVersion,
                                                    icpFiling,
                                                    webService,
                                                    area,
                                                    connections));
                                }
                            }
                        }
                    }
                }
            }
        }
        return uses;
    }

    private static List<CatalogEntry> entries() throws IOException {
        return List.of(
                ConfigurationJson.mapper()
                        .readValue(Files.readAllBytes(CATALOG), CatalogEntry[].class));
    }

    private static <T extends CatalogEntry> Map<String, T> byCode(
            List<CatalogEntry> entries, Class<T> kind) {
        return entries.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .collect(Collectors.toMap(CatalogEntry::code, Function.identity()));
    }
}
