package io.sixlane.provisioning.order;

import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.order.Term;
import io.sixlane.http.request.Precondition;
import io.sixlane.provisioning.eventstore.AppendObserver;
import io.sixlane.provisioning.order.Order.Status;
import io.sixlane.provisioning.order.Purchase.Renewal;
import io.sixlane.provisioning.request.ChangeOptions;
import io.sixlane.provisioning.subscription.Renewals;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Orders and pays a further month. An owner who cancels that order lets the term end. */
@Component
class AutomaticRenewals implements Renewals {
    private static final Term MONTH = new Term(Term.Unit.MONTH, 1);

    private final OrderService orders;

    AutomaticRenewals(OrderService orders) {
        this.orders = orders;
    }

    @Override
    public Mono<Void> renew(AcceleratorImage image) {
        return orders.place(new Renewal(image.id(), MONTH), options(image, true))
                .filter(order -> order.status() == Status.PLACED)
                .flatMap(order -> orders.pay(order.id(), options(image, false)))
                .then();
    }

    /** The key belongs to the end of the term, so that each end is renewed once. */
    private static ChangeOptions options(AcceleratorImage image, boolean keyed) {
        var end = String.valueOf(image.expiresAt());
        return new ChangeOptions(
                new Actor(
                        image.account(),
                        "auto-renewal",
                        "",
                        "auto-renewal",
                        "the term ends at " + end,
                        null),
                Precondition.NONE,
                false,
                Optional.empty(),
                AppendObserver.NONE,
                keyed
                        ? Optional.of("renewal of %s at %s".formatted(image.id(), end))
                        : Optional.empty());
    }
}
