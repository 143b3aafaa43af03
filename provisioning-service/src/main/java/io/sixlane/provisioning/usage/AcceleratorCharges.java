package io.sixlane.provisioning.usage;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.catalog.BillingType;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.order.Money;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlan;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlans;
import io.sixlane.provisioning.catalogcopy.CatalogCopy;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.AcceleratorNotFound;
import io.sixlane.provisioning.usage.AcceleratorMonth.Day;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Computes what a month of an accelerator without an end costs. Nothing is written. */
@Service
class AcceleratorCharges {
    private final AcceleratorSizeRepository sizes;
    private final BandwidthPlans plans;
    private final CatalogCopy catalog;
    private final Clock clock;

    AcceleratorCharges(
            AcceleratorSizeRepository sizes,
            BandwidthPlans plans,
            CatalogCopy catalog,
            Clock clock) {
        this.sizes = sizes;
        this.plans = plans;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** Also of a deleted accelerator. */
    Mono<AcceleratorChargeView> of(AcceleratorId id, String account, YearMonth month) {
        return sizes.events(id)
                .collectList()
                .filter(events -> isOf(events, account))
                .switchIfEmpty(
                        Mono.error(() -> new RejectedException(new AcceleratorNotFound(id.text()))))
                .map(events -> AcceleratorMonth.of(events, month, clock.instant()))
                .flatMap(days -> of(id, days));
    }

    private static boolean isOf(List<RecordedEvent> events, String account) {
        return !events.isEmpty() && events.getFirst().actor().account().equals(account);
    }

    /** The prices for the days of a month. */
    private record Prices(
            Map<String, SpecificationEntry> specifications,
            Map<String, BandwidthTypeEntry> types,
            Map<String, BandwidthPlan> plans) {}

    private Mono<AcceleratorChargeView> of(AcceleratorId id, AcceleratorMonth month) {
        return Mono.zip(
                        Flux.fromStream(month.days().stream().map(Day::specification).distinct())
                                .concatMap(catalog::specification)
                                .collectMap(SpecificationEntry::code),
                        Flux.fromStream(bound(month).map(BoundPlan::bandwidthType).distinct())
                                .concatMap(catalog::bandwidthType)
                                .collectMap(BandwidthTypeEntry::code),
                        Flux.fromStream(bound(month).map(BoundPlan::planId).distinct())
                                .concatMap(plans::find)
                                .collectMap(plan -> plan.created().planId().text()))
                .map(read -> new Prices(read.getT1(), read.getT2(), read.getT3()))
                .map(prices -> view(id, month, prices));
    }

    private static Stream<BoundPlan> bound(AcceleratorMonth month) {
        return month.days().stream()
                .flatMap(
                        day ->
                                Stream.concat(
                                        Stream.ofNullable(day.plan()),
                                        Stream.ofNullable(day.crossBorder())));
    }

    private AcceleratorChargeView view(AcceleratorId id, AcceleratorMonth month, Prices prices) {
        var specification = share(month, prices, day -> monthly(day, prices));
        var bandwidth = share(month, prices, day -> monthly(day.plan(), prices, false));
        var crossBorder = share(month, prices, day -> monthly(day.crossBorder(), prices, true));
        return new AcceleratorChargeView(
                id,
                month.month().toString(),
                !clock.instant().isBefore(end(month.month())),
                month.days().size(),
                month.month().lengthOfMonth(),
                specification,
                bandwidth,
                crossBorder,
                specification.plus(bandwidth).plus(crossBorder));
    }

    private static long monthly(Day day, Prices prices) {
        var entry = prices.specifications().get(day.specification());
        return entry == null ? 0 : entry.monthlyPrice().minorUnits();
    }

    /** Nothing for a plan whose usage is charged. */
    private static long monthly(@Nullable BoundPlan plan, Prices prices, boolean crossBorder) {
        var type = plan == null ? null : prices.types().get(plan.bandwidthType());
        var held = plan == null ? null : prices.plans().get(plan.planId().text());
        if (plan == null
                || type == null
                || (held != null && held.billing().type() != BillingType.PAY_BY_BANDWIDTH)) {
            return 0;
        }
        var perMbps =
                crossBorder ? type.monthlyCrossBorderPricePerMbps() : type.monthlyPricePerMbps();
        return perMbps.times(plan.bandwidthMbps()).minorUnits();
    }

    /** Each day is its part of the month; rounded half up to the smallest unit. */
    private static Money share(AcceleratorMonth month, Prices prices, ToLongFunction<Day> monthly) {
        var sum = month.days().stream().mapToLong(monthly).sum();
        var amount =
                BigDecimal.valueOf(sum)
                        .divide(
                                BigDecimal.valueOf(month.month().lengthOfMonth()),
                                0,
                                RoundingMode.HALF_UP);
        return new Money(currency(prices), amount.longValueExact());
    }

    private static String currency(Prices prices) {
        return prices.specifications().values().stream()
                .map(SpecificationEntry::monthlyPrice)
                .map(Money::currency)
                .findFirst()
                .orElse("USD");
    }

    private static Instant end(YearMonth month) {
        return month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
