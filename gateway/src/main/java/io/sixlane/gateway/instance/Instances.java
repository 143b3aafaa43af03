package io.sixlane.gateway.instance;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Several addresses of one service, which get requests in turn. One that broke a connection is left
 * out for a moment, unless all of them did. Thread-safe.
 */
public final class Instances {
    private static final Logger log = LoggerFactory.getLogger(Instances.class);
    private static final Duration LEFT_OUT = Duration.ofSeconds(3);

    private final List<URI> all;
    private final LongSupplier nanoTime;
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<URI, Long> brokenNanos = new ConcurrentHashMap<>();

    /**
     * @param all scheme, host and port of each, at least one
     */
    public Instances(List<URI> all) {
        this(all, System::nanoTime);
    }

    Instances(List<URI> all, LongSupplier nanoTime) {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("a service needs an address");
        }
        this.all = List.copyOf(all);
        this.nanoTime = nanoTime;
    }

    /**
     * Sends a request to one instance, and to the others, each once, while it fails and may be
     * repeated.
     *
     * @param mayRepeat judges a failure
     */
    public <T> Mono<T> send(Function<URI, Mono<T>> request, Predicate<IOException> mayRepeat) {
        return attempt(request, mayRepeat, Set.of());
    }

    private <T> Mono<T> attempt(
            Function<URI, Mono<T>> request, Predicate<IOException> mayRepeat, Set<URI> asked) {
        return Mono.defer(
                () -> {
                    var chosen = next(asked);
                    return request.apply(chosen)
                            .doOnSuccess(_ -> brokenNanos.remove(chosen))
                            .onErrorResume(
                                    IOException.class,
                                    failure -> {
                                        noteBroken(chosen, failure);
                                        var tried = new HashSet<>(asked);
                                        tried.add(chosen);
                                        return tried.size() < all.size() && mayRepeat.test(failure)
                                                ? attempt(request, mayRepeat, tried)
                                                : Mono.error(failure);
                                    });
                });
    }

    /** One line until it answers again. */
    private void noteBroken(URI instance, IOException failure) {
        if (brokenNanos.put(instance, nanoTime.getAsLong()) == null) {
            log.atWarn()
                    .addKeyValue("instance", instance)
                    .addKeyValue("cause", failure.toString())
                    .log("an instance of a service does not answer");
        }
    }

    URI next() {
        return next(Set.of());
    }

    /** While all others are broken, the one that broke first: it had the most time to come back. */
    private URI next(Set<URI> asked) {
        var start = Math.floorMod(turn.getAndIncrement(), all.size());
        var now = nanoTime.getAsLong();
        var chosen = all.get(start);
        var longestNanos = -1L;
        for (var offset = 0; offset < all.size(); offset++) {
            var candidate = all.get((start + offset) % all.size());
            if (!asked.contains(candidate)) {
                var broken = brokenNanos.get(candidate);
                if (broken == null || now - broken > LEFT_OUT.toNanos()) {
                    return candidate;
                }
                if (now - broken > longestNanos) {
                    longestNanos = now - broken;
                    chosen = candidate;
                }
            }
        }
        return chosen;
    }
}
