package io.sixlane.provisioning.clock;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Compares the clocks from the start to the end of the service. */
@Component
final class ClockComparison implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ClockComparison.class);

    private final DatabaseClock clock;
    private final ClockProperties properties;
    private final Disposable.Swap running = Disposables.swap();

    ClockComparison(DatabaseClock clock, ClockProperties properties) {
        this.clock = clock;
        this.properties = properties;
    }

    @Override
    public void start() {
        running.update(
                Flux.interval(Duration.ZERO, properties.compareEvery())
                        .onBackpressureDrop()
                        .concatMap(_ -> read(), 1)
                        .subscribe());
    }

    /** Readiness shows that the database does not answer. */
    private Mono<DatabaseClock.Reading> read() {
        return clock.read()
                .onErrorResume(
                        e -> {
                            log.atDebug().addKeyValue("cause", e).log("cannot compare clocks");
                            return Mono.empty();
                        });
    }

    @Override
    public void stop() {
        running.update(Disposables.disposed());
    }

    @Override
    public boolean isRunning() {
        var current = running.get();
        return current != null && !current.isDisposed();
    }

    /** First: everything that starts later may ask for the time. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
