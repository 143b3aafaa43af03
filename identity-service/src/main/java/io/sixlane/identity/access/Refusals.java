package io.sixlane.identity.access;

import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.configuration.access.AccessEvent.SignInRefused;
import io.sixlane.configuration.access.AccessEvent.Way;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * Records refused credentials, of strangers for the most part: every one in a meter, and a bounded
 * number of events in the log, which keeps them for ever. Each event counts those that had none.
 */
@Component
public class Refusals {
    /** Count of refused credentials, by way. */
    private static final String METER = "sixlane.identity.refusals";

    private static final int AT_ONCE = 10;
    private static final int AN_HOUR = 12;

    private final AccessLog events;
    private final MeterRegistry meters;
    private final Map<Way, Bucket> buckets = new EnumMap<>(Way.class);
    private final Map<Way, AtomicLong> waiting = new EnumMap<>(Way.class);

    Refusals(AccessLog events, MeterRegistry meters) {
        this.events = events;
        this.meters = meters;
        for (var way : Way.values()) {
            buckets.put(
                    way,
                    Bucket.builder()
                            .addLimit(
                                    limit ->
                                            limit.capacity(AT_ONCE)
                                                    .refillGreedy(AN_HOUR, Duration.ofHours(1)))
                            .build());
            waiting.put(way, new AtomicLong());
        }
    }

    public void record(Way way) {
        meters.counter(METER, "way", way.name()).increment();
        var uncounted = waiting.get(way);
        var bucket = buckets.get(way);
        if (uncounted == null || bucket == null) {
            throw new IllegalStateException(way.name());
        }
        uncounted.incrementAndGet();
        if (bucket.tryConsume(1)) {
            var refusals = uncounted.getAndSet(0);
            if (refusals > 0) {
                events.record(new SignInRefused(way, refusals));
            }
        }
    }
}
