package io.sixlane.provisioning.subscription;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks at the ends of terms now and then; a look that fails is repeated with the next one. */
@Component
class ExpiryTimer implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ExpiryTimer.class);

    private final Expiry expiry;
    private final SubscriptionProperties properties;
    private final Clock clock;
    private Disposable running = Disposables.disposed();

    ExpiryTimer(Expiry expiry, SubscriptionProperties properties, Clock clock) {
        this.expiry = expiry;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        running =
                Flux.interval(properties.checkEvery())
                        .onBackpressureDrop()
                        .concatMap(_ -> look(), 1)
                        .subscribe();
    }

    private Mono<Long> look() {
        return expiry.look(clock.instant())
                .onErrorResume(
                        e -> {
                            log.atWarn()
                                    .addKeyValue("cause", e.getMessage())
                                    .log("cannot look at the ends of terms");
                            return Mono.empty();
                        });
    }

    @Override
    public synchronized void stop() {
        running.dispose();
    }

    @Override
    public synchronized boolean isRunning() {
        return !running.isDisposed();
    }
}
