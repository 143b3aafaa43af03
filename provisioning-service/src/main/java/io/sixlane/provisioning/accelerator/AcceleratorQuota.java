package io.sixlane.provisioning.accelerator;

import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.eventstore.AcceleratorViews;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How many accelerators an account may have; asked before it orders one more. */
@Component
public class AcceleratorQuota {
    private final AcceleratorViews views;
    private final AccountProperties limits;

    AcceleratorQuota(AcceleratorViews views, AccountProperties limits) {
        this.views = views;
        this.limits = limits;
    }

    /**
     * Why the account may not have one more, empty if it may. Orders that are placed but not paid
     * do not count: what is refused is an order, and an order can wait.
     */
    public Mono<Optional<Rejection>> refusal(String account) {
        var limit = limits.of(account).accelerators();
        return views.page(account, null, limit + 1)
                .count()
                .map(
                        held ->
                                QuotaRules.refusal(
                                        QuotaRules.ACCELERATORS,
                                        held.intValue(),
                                        held.intValue() + 1,
                                        limit));
    }
}
