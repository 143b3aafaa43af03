package io.sixlane.provisioning.usage;

import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.bandwidthplan.PlanKind;
import io.sixlane.configuration.catalog.BillingType;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.UsagePrice;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.order.Money;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlan;
import io.sixlane.provisioning.catalogcopy.CatalogCopy;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.BandwidthPlanNotFound;
import io.sixlane.provisioning.decision.Rejection.BandwidthTypeUnknown;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.BillingNotOffered;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.UsageNotMeasured;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.eventstore.RevisionSearch;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Computes the cost of a month of a plan, at current prices. Writes nothing. */
@Service
class Charges {
    /** Changes of one plan in a month; later ones of the month are left out. */
    private static final int MOST_OF_A_MONTH = 10_000;

    private final EventStore eventStore;
    private final CatalogCopy catalog;
    private final MetricsUsage usage;
    private final PlanEventViewRepository states;
    private final Clock clock;

    Charges(
            EventStore eventStore,
            PlanEventViewRepository states,
            CatalogCopy catalog,
            MetricsUsage usage,
            Clock clock) {
        this.eventStore = eventStore;
        this.states = states;
        this.catalog = catalog;
        this.usage = usage;
        this.clock = clock;
    }

    /**
     * Charges a month of a plan, deleted ones included. Reads the events of the month alone,
     * however old the plan is.
     */
    Mono<ChargeView> of(BandwidthPlanId id, String account, YearMonth month) {
        return eventStore
                .history(id.text(), 1, 1)
                .next()
                .mapNotNull(created -> BandwidthPlan.evolve(null, created))
                .filter(plan -> plan.account().equals(account))
                .switchIfEmpty(
                        Mono.error(
                                () -> new RejectedException(new BandwidthPlanNotFound(id.text()))))
                .flatMap(
                        plan ->
                                events(id.text(), month)
                                        .flatMap(
                                                events ->
                                                        of(
                                                                plan,
                                                                PlanMonth.of(
                                                                        events,
                                                                        month,
                                                                        clock.instant()))));
    }

    /** The state at the begin of the month, as the events that set it, and the month's events. */
    Mono<List<RecordedEvent>> events(String planId, YearMonth month) {
        return RevisionSearch.first(eventStore, planId, end(month.minusMonths(1)))
                .flatMap(
                        first ->
                                states.stateBefore(planId, first)
                                        .concatWith(
                                                eventStore
                                                        .history(planId, first, MOST_OF_A_MONTH)
                                                        .takeWhile(
                                                                event ->
                                                                        event.occurredAt()
                                                                                .isBefore(
                                                                                        end(
                                                                                                month))))
                                        .collectList());
    }

    private Mono<ChargeView> of(BandwidthPlan plan, PlanMonth month) {
        var code = plan.created().bandwidthType();
        return catalog.bandwidthType(code)
                .switchIfEmpty(
                        Mono.error(() -> new RejectedException(new BandwidthTypeUnknown(code))))
                .flatMap(type -> of(plan, month, type));
    }

    private Mono<ChargeView> of(BandwidthPlan plan, PlanMonth month, BandwidthTypeEntry type) {
        var billing = plan.billing();
        var over = !clock.instant().isBefore(end(month.month()));
        if (billing.type() == BillingType.PAY_BY_BANDWIDTH) {
            var nothing = Charge.nothing(type.monthlyPricePerMbps().currency());
            return Mono.just(ChargeView.of(plan, month, over, nothing, 0));
        }
        if (plan.kind() == PlanKind.CROSS_BORDER) {
            return Mono.error(
                    () ->
                            new RejectedException(
                                    new UsageNotMeasured(plan.created().planId().text())));
        }
        var price = price(type, billing.type());
        return Flux.fromIterable(month.bound())
                .concatMap(bound -> usage.of(bound))
                .concatMapIterable(regions -> regions)
                .collectList()
                .map(
                        regions -> {
                            var bytesOut = regions.stream().mapToLong(RegionUsage::bytesOut).sum();
                            var charge =
                                    billing.type() == BillingType.PAY_BY_TRAFFIC
                                            ? Charge.byTraffic(price, bytesOut)
                                            : Charge.by95thPercentile(
                                                    price,
                                                    Objects.requireNonNull(
                                                            billing.guaranteedPercent()),
                                                    month,
                                                    samples(regions));
                            return ChargeView.of(plan, month, over, charge, bytesOut);
                        });
    }

    private static Instant end(YearMonth month) {
        return month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Money price(BandwidthTypeEntry type, BillingType billing) {
        var prices = type.usagePrices() == null ? List.<UsagePrice>of() : type.usagePrices();
        return prices.stream()
                .filter(price -> price.billingType() == billing)
                .map(UsagePrice::price)
                .findFirst()
                .orElseThrow(
                        () -> new RejectedException(new BillingNotOffered(type.code(), billing)));
    }

    /** Collects the samples by region, over all accelerators. */
    private static Map<String, List<Long>> samples(List<RegionUsage> regions) {
        var samples = new TreeMap<String, List<Long>>();
        for (var region : regions) {
            samples.computeIfAbsent(region.region(), _ -> new ArrayList<>())
                    .addAll(region.bitsPerSecond());
        }
        return samples;
    }
}
