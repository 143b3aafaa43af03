package io.sixlane.provisioning.subscription;

import io.sixlane.provisioning.clock.DatabaseClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Checks the ends of terms at an interval, by PostgreSQL's time. */
@Component
class ExpiryTimer implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ExpiryTimer.class);

    private final AutoRenewal renewal;
    private final Expiry expiry;
    private final SubscriptionProperties properties;
    private final DatabaseClock clock;
    private Disposable running = Disposables.disposed();

    ExpiryTimer(
            AutoRenewal renewal,
            Expiry expiry,
            SubscriptionProperties properties,
            DatabaseClock clock) {
        this.renewal = renewal;
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

    /** Empty when it failed, and when this machine's clock cannot be trusted. */
    Mono<Long> look() {
        return clock.read()
                .filter(DatabaseClock.Reading::tolerable)
                .flatMap(
                        reading ->
                                renewal.look(reading.now())
                                        .then(Mono.defer(() -> expiry.look(reading.now()))))
                .onErrorResume(
                        e -> {
                            log.atWarn()
                                    .addKeyValue("cause", e.getMessage())
                                    .log("cannot check terms, will retry");
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
