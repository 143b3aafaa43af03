package io.sixlane.provisioning.order;

import static java.util.Map.entry;

import io.sixlane.configuration.bandwidthplan.PlanKind;
import io.sixlane.configuration.order.Billing;
import io.sixlane.provisioning.FieldTable;
import io.sixlane.provisioning.FieldTable.Note;
import io.sixlane.provisioning.ReferencePage;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code docs/reference/rules.md} has every field of an order as the code reads it. */
class OrderFieldReferenceTest {
    private static final String HOSTED = "the hosted service";
    private static final String SEED = "tutorial";
    private static final Note REQUIRED = new Note("", SEED);
    private static final Note PLAN_SIZE = new Note("", HOSTED + ", CreateBandwidthPackage");
    private static final Note OPTIONAL_SIZE =
            new Note("none, or as it is", HOSTED + ", CreateBandwidthPackage");
    private static final Map<String, Note> TERM =
            Map.of(
                    "term", REQUIRED,
                    "term.unit", REQUIRED,
                    "term.count", new Note("", HOSTED + ", PricingCycle"));
    private static final Map<String, Note> BILLING =
            Map.of(
                    "billing", new Note(Billing.BY_BANDWIDTH.type().name(), HOSTED),
                    "billing.type", new Note("", HOSTED),
                    "billing.guaranteedPercent", new Note("", HOSTED + ", Ratio"));

    @Test
    void every_field_of_an_order_is_on_the_page() throws IOException {
        new ReferencePage("rules.md")
                .hasPart(
                        "fields of orders",
                        "| field | must be | default | source |\n|---|---|---|---|\n"
                                + table(
                                        "subscription",
                                        "{'use':{},'billing':{'type':'PAY_BY_95TH'},"
                                                + "'term':{'unit':'MONTH'}}",
                                        subscription())
                                + table(
                                        "instance",
                                        "{'kind':'INSTANCE','term':{'unit':'MONTH'}}",
                                        with(
                                                TERM,
                                                Map.of("kind", kind(), "specification", REQUIRED)))
                                + table(
                                        "plan",
                                        "{'kind':'PLAN','billing':{'type':'PAY_BY_95TH'},"
                                                + "'term':{'unit':'YEAR'}}",
                                        plan())
                                + table(
                                        "renewal",
                                        "{'kind':'RENEWAL','term':{'unit':'YEAR'}}",
                                        with(
                                                TERM,
                                                Map.of("kind", kind(), "acceleratorId", REQUIRED)))
                                + table(
                                        "modification",
                                        "{'kind':'MODIFICATION'}",
                                        Map.of(
                                                "kind", kind(),
                                                "acceleratorId", REQUIRED,
                                                "specification", new Note("as it is", HOSTED),
                                                "bandwidthMbps", OPTIONAL_SIZE,
                                                "crossBorderMbps", OPTIONAL_SIZE)));
    }

    private static String table(String prefix, String template, Map<String, Note> notes) {
        return FieldTable.of(prefix, OrderRequest::read, template, Set.of("bundle"), notes);
    }

    private static Note kind() {
        return new Note(Purchase.Kind.SUBSCRIPTION.name(), "Sixlane");
    }

    private static Map<String, Note> subscription() {
        var ignored = new Note("", "of the recommendation; ignored, the price is computed again");
        var use = new HashMap<String, Note>();
        for (var name :
                new String[] {
                    "monthlyPrice", "yearlyPrice", "priceBreakdown", "yearlyBreakdown", "reasons"
                }) {
            use.put(name, ignored);
        }
        use.putAll(
                Map.ofEntries(
                        entry("kind", kind()),
                        entry("specification", REQUIRED),
                        entry("bandwidthType", REQUIRED),
                        entry("peakBandwidthMbps", PLAN_SIZE),
                        entry("crossBorderMbps", OPTIONAL_SIZE),
                        entry("use", new Note("unknown: only sizes are checked", SEED)),
                        entry("use.accelerationRegions", REQUIRED),
                        entry("use.serviceRegion", REQUIRED),
                        entry("use.ipVersion", new Note("IPV6", SEED)),
                        entry("use.icpFiling", new Note("false", SEED)),
                        entry("use.webService", new Note("unknown", SEED)),
                        entry("use.serverArea", REQUIRED),
                        entry(
                                "use.maxConnections",
                                new Note("", HOSTED + ", the largest instance type"))));
        return with(with(use, TERM), BILLING);
    }

    private static Map<String, Note> plan() {
        return with(
                with(TERM, BILLING),
                Map.of(
                        "kind",
                        kind(),
                        "planKind",
                        new Note(PlanKind.BASIC.name(), SEED),
                        "bandwidthType",
                        REQUIRED,
                        "bandwidthMbps",
                        PLAN_SIZE));
    }

    private static Map<String, Note> with(Map<String, Note> some, Map<String, Note> more) {
        var all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }
}
