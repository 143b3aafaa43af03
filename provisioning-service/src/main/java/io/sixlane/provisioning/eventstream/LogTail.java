package io.sixlane.provisioning.eventstream;

import io.sixlane.provisioning.eventstore.LogPosition;
import io.sixlane.provisioning.notification.Notifications;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** The end of the log as it grows. All streams of this process share it; without one it rests. */
@Component
class LogTail {
    private static final int BATCH = 500;

    /** A notification may be missed. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /** How soon to look again for events that wait for an open transaction. */
    private static final Duration HELD = Duration.ofMillis(50);

    private final LogViewRepository log;
    private final Notifications notifications;
    private final Flux<LogBatch> batches;

    LogTail(LogViewRepository log, Notifications notifications) {
        this.log = log;
        this.notifications = notifications;
        this.batches =
                Flux.defer(this::follow)
                        .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, LOOK_AGAIN))
                        .replay(1)
                        .refCount();
    }

    /**
     * An empty or the last batch at once, then those that follow. A slow subscriber misses batches,
     * and sees it by the position from which the next one goes on. Does not end.
     */
    Flux<LogBatch> batches() {
        return batches.onBackpressureLatest();
    }

    private Flux<LogBatch> follow() {
        return log.end().flatMapMany(this::follow);
    }

    private Flux<LogBatch> follow(LogPosition end) {
        var cursor = new AtomicReference<>(end);
        var looks =
                Flux.merge(
                                notifications.on(Notifications.COMMITTED).map(_ -> true),
                                Flux.interval(LOOK_AGAIN).map(_ -> true))
                        .onBackpressureLatest()
                        .concatMap(_ -> grown(cursor), 1);
        return Flux.concat(Flux.just(LogBatch.empty(end)), looks);
    }

    /** Everything that is due now. */
    private Flux<LogBatch> grown(AtomicReference<LogPosition> cursor) {
        return Mono.defer(() -> log.after(Objects.requireNonNull(cursor.get()), BATCH))
                .expand(
                        batch ->
                                batch.events().size() == BATCH
                                        ? log.after(batch.to(), BATCH)
                                        : batch.held()
                                                ? Mono.delay(HELD)
                                                        .then(log.after(batch.to(), BATCH))
                                                : Mono.empty())
                .filter(batch -> !batch.isEmpty())
                .doOnNext(batch -> cursor.set(batch.to()));
    }
}
