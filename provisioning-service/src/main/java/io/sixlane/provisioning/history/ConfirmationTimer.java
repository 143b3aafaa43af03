package io.sixlane.provisioning.history;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Checks every second for changes that were not confirmed in time, from the start on. */
@Component
class ConfirmationTimer implements SmartLifecycle {
    private static final Duration TICK = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(ConfirmationTimer.class);

    private final Confirmations confirmations;
    private final Disposable.Swap running = Disposables.swap();

    ConfirmationTimer(Confirmations confirmations) {
        this.confirmations = confirmations;
    }

    @Override
    public void start() {
        running.update(
                Flux.interval(Duration.ZERO, TICK)
                        .onBackpressureDrop()
                        .concatMap(_ -> tick(), 1)
                        .subscribe());
    }

    /** A failure, such as a database that is away, is over with the next tick that succeeds. */
    private Mono<Void> tick() {
        return confirmations
                .takeBackOverdue()
                .onErrorResume(
                        e -> {
                            log.atWarn()
                                    .addKeyValue("cause", e.toString())
                                    .log("cannot check for unconfirmed changes, will retry");
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
}
