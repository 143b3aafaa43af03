package io.sixlane.provisioning.accelerator;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.AcceleratorNotFound;
import io.sixlane.provisioning.eventstore.AcceleratorViews;
import io.sixlane.provisioning.relaystatus.RelayStatuses;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What accounts may see of their accelerators. */
@Service
class AcceleratorQueries {
    private final AcceleratorViews views;
    private final RelayStatuses relays;
    private final Clock clock;

    AcceleratorQueries(AcceleratorViews views, RelayStatuses relays, Clock clock) {
        this.views = views;
        this.relays = relays;
        this.clock = clock;
    }

    Mono<AcceleratorView> find(AcceleratorId id, String account) {
        return views.find(id)
                .filter(image -> image.account().equals(account))
                .switchIfEmpty(notFound(id))
                .flatMap(this::view);
    }

    Mono<AcceleratorView> view(AcceleratorImage image) {
        return relays.programmed(image.id())
                .collectList()
                .map(said -> AcceleratorView.of(image, said, clock.instant()));
    }

    /** By id, those after {@code after}. */
    Mono<Page<AcceleratorView>> page(String account, @Nullable AcceleratorId after, int limit) {
        return views.page(account, after, limit + 1)
                .concatMap(this::view)
                .collectList()
                .map(found -> Page.of(found, limit, view -> view.id().text()));
    }

    private static <T> Mono<T> notFound(AcceleratorId id) {
        return Mono.error(() -> new RejectedException(new AcceleratorNotFound(id.text())));
    }
}
