package io.sixlane.provisioning.convergence;

import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.OfHistory.TooManyStreams;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;

/** Bounds the streams that one account reads from this process. */
final class OpenStreams {
    static final int MOST = 100;

    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    /** Refuses one stream too many when it is subscribed to. */
    <T> Flux<T> open(String account, Flux<T> stream) {
        return Flux.defer(
                () -> {
                    enter(account);
                    return stream.doFinally(_ -> leave(account));
                });
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
