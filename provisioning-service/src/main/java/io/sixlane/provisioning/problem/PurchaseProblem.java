package io.sixlane.provisioning.problem;

import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.PAYMENT_REQUIRED;
import static org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE;
import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;

import io.sixlane.configuration.catalog.CatalogEntry.LimitsEntry;
import io.sixlane.configuration.order.Term;
import io.sixlane.http.problem.Problem;
import io.sixlane.provisioning.decision.Rejection.OfPurchase;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.BalanceTooShort;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.BandwidthPlanInUse;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.BandwidthPlanNotBound;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.BillingNotOffered;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.CrossBorderPlanBeside;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.CrossBorderPlanNotBound;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.ModificationMixed;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.NothingModified;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.OrderClosed;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.OrderPriceChanged;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.PaymentNotAtOnce;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.PaymentNotAwaited;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.PlanBelowAllocated;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.PlanHasRegions;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.PlanOfOtherKind;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.PlanSizeRefused;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.SpecificationTooSmall;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.TermNotOffered;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.TermOver;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.UsageNotKnown;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.UsageNotMeasured;
import java.util.ArrayList;
import java.util.List;

/** Describes the refusal of a purchase in the words of the API: the fact, and the next step. */
final class PurchaseProblem {
    private PurchaseProblem() {}

    /** No default: a new refusal does not compile unmapped. */
    static Problem of(OfPurchase refusal) {
        return switch (refusal) {
            case OrderClosed(var id, var paid) ->
                    conflict(
                            "order-closed",
                            "Order %s is %s; place a new one"
                                    .formatted(id, paid ? "paid" : "cancelled"));
            case OrderPriceChanged(var id) ->
                    conflict(
                            "order-price-changed",
                            "The price of order %s has changed; cancel the order and place a"
                                            .formatted(id)
                                    + " new one");
            case PaymentNotAwaited(var id) ->
                    conflict(
                            "payment-not-awaited",
                            "Order %s waits for no payment; POST /v1/orders/%s/payment asks for its"
                                            .formatted(id, id)
                                    + " invoice");
            case BalanceTooShort(var currency, var balance, var missing) ->
                    Problem.of(
                                    PAYMENT_REQUIRED,
                                    "balance-too-short",
                                    "The balance is %s %s (in its smallest unit), %s are missing;"
                                                    .formatted(currency, balance, missing)
                                            + " have the operator credit the account, then repeat")
                            .with("currency", currency)
                            .with("balance", balance)
                            .with("missing", missing);
            case PlanSizeRefused(var requested, var least, var most, var billing) ->
                    refused(
                                    "plan-size-refused",
                                    "A plan paid with %s has %s to %s Mbit/s, not %s; order one in between"
                                            .formatted(billing, least, most, requested))
                            .with("least", least)
                            .with("most", most);
            case TermOver(var id, var endedAt) ->
                    conflict(
                            "term-over",
                            "The term of %s ended at %s; POST /v1/accelerators/%s/renewals renews it"
                                    .formatted(id, endedAt, id));
            case UsageNotKnown() ->
                    Problem.of(
                            SERVICE_UNAVAILABLE,
                            "usage-not-known",
                            "The metrics service does not answer, so what was used is not known;"
                                    + " start it, or repeat the request later");
            case UsageNotMeasured(var id) ->
                    refused(
                            "usage-not-measured",
                            "Traffic of a cross-border plan like %s is not measured separately; its"
                                            .formatted(id)
                                    + " charge must be computed by hand");
            case BillingNotOffered(var type, var billing) ->
                    refused(
                            "billing-not-offered",
                            "Bandwidth type %s is not sold with %s; GET /v1/bandwidth-types lists how"
                                            .formatted(type, billing)
                                    + " it is");
            case BandwidthPlanNotBound(var id) ->
                    conflict(
                            "bandwidth-plan-not-bound",
                            "Bandwidth plan %s is not bound here; bind it with PUT".formatted(id)
                                    + " /v1/accelerators/{id}/bandwidth-plans/%s, or if it fits no"
                                            .formatted(id)
                                    + " accelerator order one of another size and delete this one");
            case BandwidthPlanInUse(var id, var acceleratorId) ->
                    conflict(
                                    "bandwidth-plan-in-use",
                                    "Bandwidth plan %s is bound to accelerator %s; unbind it first"
                                            .formatted(id, acceleratorId))
                            .with("acceleratorId", acceleratorId);
            case PlanOfOtherKind(var id, var kind) ->
                    conflict(
                            "plan-of-other-kind",
                            "Bandwidth plan %s is not of kind %s, as the one in its place is; take one of that kind"
                                    .formatted(id, kind));
            case PlanHasRegions(var id, var allocated) ->
                    conflict(
                                    "plan-has-regions",
                                    "Regions have %s Mbit/s of bandwidth plan %s; remove them first"
                                                    .formatted(allocated, id)
                                            + " or replace the plan")
                            .with("allocated", allocated);
            case PlanBelowAllocated(var requested, var allocated) ->
                    conflict(
                                    "plan-below-allocated",
                                    "%s Mbit/s is less than the %s Mbit/s that regions have; make"
                                                    .formatted(requested, allocated)
                                            + " them smaller first")
                            .with("least", allocated);
            case CrossBorderPlanNotBound() ->
                    conflict(
                            "cross-border-plan-not-bound",
                            "The accelerator has no cross-border plan; order and bind one first");
            case CrossBorderPlanBeside(var id) ->
                    conflict(
                            "cross-border-plan-beside",
                            "Cross-border plan %s needs the basic plan; unbind it first"
                                    .formatted(id));
            case SpecificationTooSmall(var code, var regions, var inUse) ->
                    conflict(
                                    "specification-too-small",
                                    "Specification %s allows %s acceleration regions, %s are there;"
                                                    .formatted(code, regions, inUse)
                                            + " remove regions first")
                            .with("limit", regions);
            case TermNotOffered(var term, var limits) ->
                    refused(
                                    "term-not-offered",
                                    "A term of %s is not sold here; take %s"
                                            .formatted(
                                                    text(term), String.join(" or ", sold(limits))))
                            .with("months", limits.months())
                            .with("years", limits.years())
                            .with("openEnded", limits.openEnded());
            case PaymentNotAtOnce() ->
                    conflict(
                            "payment-not-at-once",
                            "Orders are paid by invoice; place one with POST /v1/orders, and"
                                    + " configure the accelerator when it is paid");
            case ModificationMixed() ->
                    refused(
                            "modification-mixed",
                            "One order makes everything larger or everything smaller; place two");
            case NothingModified() ->
                    refused(
                            "nothing-modified",
                            "Everything has these sizes already; GET /v1/accelerators/{id} shows"
                                    + " them");
        };
    }

    private static String text(Term term) {
        return switch (term.unit()) {
            case MONTH -> counted(term, "month");
            case YEAR -> counted(term, "year");
            case OPEN_ENDED -> "OPEN_ENDED";
        };
    }

    private static String counted(Term term, String unit) {
        return "%s %s%s".formatted(term.count(), unit, term.count() == 1 ? "" : "s");
    }

    private static List<String> sold(LimitsEntry limits) {
        var sold = new ArrayList<String>();
        if (limits.months() > 0) {
            sold.add("up to %s months".formatted(limits.months()));
        }
        if (limits.years() > 0) {
            sold.add("up to %s years".formatted(limits.years()));
        }
        if (limits.openEnded()) {
            sold.add("OPEN_ENDED");
        }
        return sold;
    }

    private static Problem conflict(String name, String detail) {
        return Problem.of(CONFLICT, name, detail);
    }

    private static Problem refused(String name, String detail) {
        return Problem.of(UNPROCESSABLE_CONTENT, name, detail);
    }
}
