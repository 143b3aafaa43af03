package io.sixlane.provisioning.subscription;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.provisioning.eventstore.AcceleratorViews;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Renews accelerators a day before their terms end, where the installation or a setting of their
 * own renews them by themselves. One that cannot be renewed is tried again at each look until it is
 * suspended.
 */
@Component
class AutoRenewal {
    private static final Logger log = LoggerFactory.getLogger(AutoRenewal.class);
    private static final Duration BEFORE = Duration.ofDays(1);

    private final ExpiryViewRepository ends;
    private final AcceleratorViews views;
    private final Renewals renewals;
    private final SubscriptionProperties properties;

    AutoRenewal(
            ExpiryViewRepository ends,
            AcceleratorViews views,
            Renewals renewals,
            SubscriptionProperties properties) {
        this.ends = ends;
        this.views = views;
        this.renewals = renewals;
        this.properties = properties;
    }

    /** Fails for no accelerator alone. */
    Mono<Void> look(Instant now) {
        var soon = now.plus(BEFORE).truncatedTo(ChronoUnit.SECONDS);
        return ends.renewingBefore(soon, properties.autoRenew()).concatMap(this::tryToRenew).then();
    }

    private Mono<Void> tryToRenew(AcceleratorId id) {
        return views.find(id)
                .flatMap(this::renew)
                .onErrorResume(
                        e -> {
                            log.atWarn()
                                    .addKeyValue("accelerator", id)
                                    .addKeyValue("cause", e.toString())
                                    .log("accelerator not renewed, will retry");
                            return Mono.empty();
                        });
    }

    private Mono<Void> renew(AcceleratorImage image) {
        return renewals.renew(image)
                .doOnSuccess(
                        _ ->
                                log.atInfo()
                                        .addKeyValue("accelerator", image.id())
                                        .addKeyValue("account", image.account())
                                        .addKeyValue("expiresAt", image.expiresAt())
                                        .log("term of an accelerator renewed"));
    }
}
