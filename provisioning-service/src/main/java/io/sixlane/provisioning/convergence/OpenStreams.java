package io.sixlane.provisioning.convergence;

import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.OfHistory.TooManyStreams;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Bounds the streams that one account reads from this process, and ends them when it stops: before
 * the server, which waits for open answers.
 */
@Component
public final class OpenStreams implements SmartLifecycle {
    static final int MOST = 100;

    private final Map<String, Integer> open = new ConcurrentHashMap<>();
    private final Sinks.Empty<Void> end = Sinks.empty();
    private volatile boolean running;

    /** Refuses one stream too many when it is subscribed to. */
    public <T> Flux<T> open(String account, Flux<T> stream) {
        return Flux.defer(
                () -> {
                    enter(account);
                    return stream.takeUntilOther(end.asMono()).doFinally(_ -> leave(account));
                });
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        var _ = end.tryEmitEmpty();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void enter(String account) {
        open.merge(
                account,
                1,
                (held, _) -> {
                    if (held >= MOST) {
                        throw new RejectedException(new TooManyStreams(MOST));
                    }
                    return held + 1;
                });
    }

    private void leave(String account) {
        open.computeIfPresent(account, (_, held) -> held == 1 ? null : held - 1);
    }
}
