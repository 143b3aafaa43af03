package io.sixlane.catalog.document;

import static io.sixlane.configuration.bundle.BundleRules.LEAST_MBPS;
import static io.sixlane.configuration.bundle.BundleRules.MOST_CONNECTIONS;
import static io.sixlane.configuration.bundle.BundleRules.MOST_MBPS;
import static io.sixlane.configuration.bundle.BundleRules.MOST_REGIONS;

import io.sixlane.catalog.region.RegionRequest;
import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.catalog.BillingType;
import io.sixlane.configuration.catalog.CatalogEntry;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.LimitsEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.catalog.UsagePrice;
import io.sixlane.configuration.order.Money;
import io.sixlane.configuration.order.Term;
import io.sixlane.http.body.JsonFields;
import io.sixlane.http.body.TextForm;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a catalog as an operator wants it, in the form in which the service shows it. */
final class CatalogRequest {
    private static final int MOST_SPECIFICATIONS = 200;
    private static final int MOST_BANDWIDTH_TYPES = 20;

    /** In minor units. Sums of prices stay far from overflow. */
    private static final long MOST_PRICE = 1_000_000_000_000L;

    private static final TextForm CURRENCY =
            TextForm.matching("[A-Z]{3}", 3, 3, "EUR", "must be 3 capital letters, like EUR");

    private static final TextForm CODE =
            TextForm.matching(
                    "[a-z0-9-]{1,60}",
                    1,
                    60,
                    "rack-7",
                    "must be 1 to 60 lower-case letters, digits or -");

    private static final TextForm NAME =
            TextForm.matching(
                    "[^\\p{Cc}\\p{Cs}]{1,128}",
                    1,
                    128,
                    "Small I",
                    "must be 1 to 128 characters without control characters");

    private CatalogRequest() {}

    static CatalogDocument read(JsonFields fields) {
        var currency = fields.text("currency", CURRENCY);
        var document =
                new CatalogDocument(
                        currency,
                        fields.list("regions", 1, MOST_REGIONS, CatalogRequest::region),
                        fields.list(
                                "specifications",
                                1,
                                MOST_SPECIFICATIONS,
                                one -> specification(one, one.code("code"), currency)),
                        fields.list(
                                "bandwidthTypes",
                                1,
                                MOST_BANDWIDTH_TYPES,
                                one -> bandwidthType(one, one.code("code"), currency)),
                        fields.optionalObject("limits", CatalogRequest::limits));
        checkUnique(fields, "regions", document.regions());
        checkUnique(fields, "specifications", document.specifications());
        checkUnique(fields, "bandwidthTypes", document.bandwidthTypes());
        return document;
    }

    private static void checkUnique(
            JsonFields fields, String name, Collection<? extends CatalogEntry> entries) {
        var codes = new HashSet<String>();
        entries.stream()
                .map(CatalogEntry::code)
                .filter(code -> !codes.add(code))
                .findFirst()
                .ifPresent(code -> fields.wrong(name, "must have each code once"));
    }

    static LimitsEntry limits(JsonFields fields) {
        fields.ignore("code", "version");
        var limits =
                new LimitsEntry(
                        LimitsEntry.SALES,
                        0,
                        fields.integer("planMbps", LEAST_MBPS, MOST_MBPS),
                        fields.integer("months", 0, Term.MOST_MONTHS),
                        fields.integer("years", 0, Term.MOST_YEARS),
                        fields.requiredBool("openEnded"));
        if (limits.months() == 0 && limits.years() == 0 && !limits.openEnded()) {
            fields.wrong("openEnded", "must be true where no month and no year is sold");
        }
        return limits;
    }

    private static RegionEntry region(JsonFields fields) {
        fields.ignore("version");
        var code = fields.text("code", CODE);
        return RegionRequest.read(fields).entry(code, 0);
    }

    /** An entry alone, whose code is in the path. */
    static SpecificationEntry oneSpecification(JsonFields fields, String code, String currency) {
        fields.ignore("code");
        return specification(fields, code, currency);
    }

    /** An entry alone, whose code is in the path. */
    static BandwidthTypeEntry oneBandwidthType(JsonFields fields, String code, String currency) {
        fields.ignore("code");
        return bandwidthType(fields, code, currency);
    }

    private static SpecificationEntry specification(
            JsonFields fields, String code, String currency) {
        fields.ignore("version");
        return new SpecificationEntry(
                code,
                0,
                fields.text("name", NAME),
                fields.integer("regions", 1, MOST_REGIONS),
                fields.integer("peakMbps", 1, MOST_MBPS),
                fields.integer("maxConnections", 1, MOST_CONNECTIONS),
                price(fields, "monthlyPrice", currency),
                optionalPrice(fields, "yearlyPrice", currency));
    }

    private static BandwidthTypeEntry bandwidthType(
            JsonFields fields, String code, String currency) {
        fields.ignore("version");
        var usage = fields.list("usagePrices", 0, 2, price -> usagePrice(price, currency));
        if (usage.stream().map(UsagePrice::billingType).distinct().count() < usage.size()) {
            fields.wrong("usagePrices", "must have each billing type once");
        }
        return new BandwidthTypeEntry(
                code,
                0,
                fields.text("name", NAME),
                fields.requiredBool("offCloud"),
                fields.requiredBool("global"),
                endpointTypes(fields),
                price(fields, "monthlyPricePerMbps", currency),
                price(fields, "monthlyCrossBorderPricePerMbps", currency),
                optionalPrice(fields, "yearlyPricePerMbps", currency),
                optionalPrice(fields, "yearlyCrossBorderPricePerMbps", currency),
                usage);
    }

    private static Set<EndpointType> endpointTypes(JsonFields fields) {
        var known = Stream.of(EndpointType.values()).map(Enum::name).toList();
        return fields
                .knownTexts(
                        "endpointTypes",
                        known.size(),
                        TextForm.known("type of an endpoint", 20, "CUSTOM_IP"),
                        known)
                .stream()
                .filter(known::contains)
                .map(EndpointType::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static UsagePrice usagePrice(JsonFields fields, String currency) {
        return new UsagePrice(
                fields.oneOf("billingType", BillingType.class), price(fields, "price", currency));
    }

    private static Money price(JsonFields fields, String name, String currency) {
        return fields.object(name, price -> money(price, currency));
    }

    private static @Nullable Money optionalPrice(JsonFields fields, String name, String currency) {
        return fields.optionalObject(name, price -> money(price, currency));
    }

    private static Money money(JsonFields fields, String currency) {
        return new Money(
                fields.known(
                        "currency", TextForm.known("currency", 3, currency), List.of(currency)),
                fields.longInteger("minorUnits", 0, MOST_PRICE));
    }
}
