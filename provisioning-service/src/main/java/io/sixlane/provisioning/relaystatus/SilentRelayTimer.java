package io.sixlane.provisioning.relaystatus;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Forgets relays that do not come back: where names change, their statuses would pile up. A relay
 * must be silent at two looks, as one relay is the first to send after an outage.
 */
@Component
final class SilentRelayTimer implements SmartLifecycle {
    private static final Duration EVERY = Duration.ofHours(1);

    private static final Logger log = LoggerFactory.getLogger(SilentRelayTimer.class);

    private final SilentRelayRepository relays;
    private final Disposable.Swap running = Disposables.swap();
    private volatile List<String> foundSilent = List.of();

    SilentRelayTimer(SilentRelayRepository relays) {
        this.relays = relays;
    }

    @Override
    public void start() {
        running.update(
                Flux.interval(EVERY).onBackpressureDrop().concatMap(_ -> tick(), 1).subscribe());
    }

    private Mono<Void> tick() {
        return look().onErrorResume(
                        e -> {
                            log.atWarn()
                                    .addKeyValue("cause", e.toString())
                                    .log("cannot check for silent relays, will retry");
                            return Mono.empty();
                        });
    }

    /** Forgets relays that were silent at the look before, too. */
    Mono<Void> look() {
        return relays.forget(foundSilent)
                .doOnNext(SilentRelayTimer::logged)
                .then(relays.find())
                .doOnNext(found -> foundSilent = found)
                .then(relays.forgetProcesses());
    }

    private static void logged(List<String> forgotten) {
        for (var relay : forgotten) {
            log.atInfo().addKeyValue("relay", relay).log("relay forgotten after a day of silence");
        }
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
