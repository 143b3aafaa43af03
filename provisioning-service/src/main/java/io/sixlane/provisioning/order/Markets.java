package io.sixlane.provisioning.order;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlan;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlans;
import io.sixlane.provisioning.catalogcopy.CatalogCopy;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.CatalogNotArrived;
import io.sixlane.provisioning.eventstore.AcceleratorViews;
import io.sixlane.provisioning.order.Purchase.Instance;
import io.sixlane.provisioning.order.Purchase.Modification;
import io.sixlane.provisioning.order.Purchase.Plan;
import io.sixlane.provisioning.order.Purchase.Renewal;
import io.sixlane.provisioning.order.Purchase.Subscription;
import io.sixlane.provisioning.payment.PaymentProperties;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Gathers the facts that a purchase is judged by. */
@Component
class Markets {
    private final CatalogCopy catalog;
    private final AcceleratorViews accelerators;
    private final BandwidthPlans plans;
    private final PaymentProperties payment;
    private final Clock clock;

    Markets(
            CatalogCopy catalog,
            AcceleratorViews accelerators,
            BandwidthPlans plans,
            PaymentProperties payment,
            Clock clock) {
        this.payment = payment;
        this.catalog = catalog;
        this.accelerators = accelerators;
        this.plans = plans;
        this.clock = clock;
    }

    Mono<Market> of(Purchase purchase) {
        return catalogArrived().then(about(purchase)).flatMap(about -> of(purchase, about));
    }

    private record About(
            Optional<AcceleratorImage> image,
            Optional<BandwidthPlan> basic,
            Optional<BandwidthPlan> crossBorder) {}

    private Mono<About> about(Purchase purchase) {
        return switch (purchase) {
            case Subscription _, Instance _, Plan _ ->
                    Mono.just(new About(Optional.empty(), Optional.empty(), Optional.empty()));
            case Renewal(var id, _) -> about(id);
            case Modification(var id, _, _, _) -> about(id);
        };
    }

    private Mono<About> about(AcceleratorId id) {
        return known(accelerators.find(id))
                .flatMap(
                        image ->
                                Mono.zip(
                                        known(bound(image.map(AcceleratorImage::plan))),
                                        known(bound(image.map(AcceleratorImage::crossBorderPlan))),
                                        (basic, crossBorder) ->
                                                new About(image, basic, crossBorder)));
    }

    private Mono<BandwidthPlan> bound(Optional<BoundPlan> plan) {
        return Mono.justOrEmpty(plan).flatMap(bound -> plans.find(bound.planId()));
    }

    private Mono<Market> of(Purchase purchase, About about) {
        var specifications =
                Stream.of(
                                about.image()
                                        .map(image -> image.specification().code())
                                        .orElse(null),
                                specification(purchase))
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
        var types =
                Stream.concat(
                                Stream.of(about.basic(), about.crossBorder())
                                        .flatMap(Optional::stream)
                                        .map(plan -> plan.created().bandwidthType()),
                                Stream.ofNullable(bandwidthType(purchase)))
                        .distinct()
                        .toList();
        return Mono.zip(
                        specifications(specifications),
                        bandwidthTypes(types),
                        catalog.regions().collectMap(RegionEntry::code),
                        catalog.limits()
                                .map(limits -> payment.bills() ? limits : Unbilled.of(limits)))
                .map(
                        known ->
                                new Market(
                                        known.getT1(),
                                        known.getT2(),
                                        known.getT3(),
                                        known.getT4(),
                                        about.image(),
                                        about.basic(),
                                        about.crossBorder(),
                                        clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }

    private Mono<Map<String, SpecificationEntry>> specifications(Collection<String> codes) {
        return Flux.fromIterable(codes)
                .concatMap(catalog::specification)
                .map(entry -> payment.bills() ? entry : Unbilled.of(entry))
                .collectMap(SpecificationEntry::code);
    }

    private Mono<Map<String, BandwidthTypeEntry>> bandwidthTypes(Collection<String> codes) {
        return Flux.fromIterable(codes)
                .concatMap(catalog::bandwidthType)
                .map(entry -> payment.bills() ? entry : Unbilled.of(entry))
                .collectMap(BandwidthTypeEntry::code);
    }

    private static @Nullable String specification(Purchase purchase) {
        return switch (purchase) {
            case Subscription(var bundle, _, _) -> bundle.specification();
            case Instance(var code, _) -> code;
            case Modification(_, var code, _, _) -> code;
            case Renewal _, Plan _ -> null;
        };
    }

    private static @Nullable String bandwidthType(Purchase purchase) {
        return switch (purchase) {
            case Subscription(var bundle, _, _) -> bundle.bandwidthType();
            case Plan(_, var type, _, _, _) -> type;
            case Instance _, Renewal _, Modification _ -> null;
        };
    }

    private Mono<Void> catalogArrived() {
        return catalog.regions()
                .hasElements()
                .filter(arrived -> arrived)
                .switchIfEmpty(Mono.error(() -> new RejectedException(new CatalogNotArrived())))
                .then();
    }

    private static <T> Mono<Optional<T>> known(Mono<T> entry) {
        return entry.map(Optional::of).defaultIfEmpty(Optional.empty());
    }
}
