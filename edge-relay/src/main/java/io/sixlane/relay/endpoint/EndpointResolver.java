package io.sixlane.relay.endpoint;

import io.sixlane.configuration.accelerator.Endpoint;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * The addresses of domain endpoints. A name is looked up off the event loops, kept for 30 s, then
 * looked up again while the old address still serves; a name that stops resolving keeps its last
 * address.
 */
public final class EndpointResolver {
    private static final Logger log = LoggerFactory.getLogger(EndpointResolver.class);
    private static final long FRESH_NANOS = Duration.ofSeconds(30).toNanos();
    private static final int MAX_NAMES = 10_000;

    private final EndpointPolicy policy;
    private final Lookup lookup;
    private final Executor executor;
    private final Map<String, Entry> names = new ConcurrentHashMap<>();

    /** A name's addresses, blocking. */
    interface Lookup {
        InetAddress[] all(String name) throws UnknownHostException;
    }

    private record Entry(
            CompletableFuture<InetAddress> current, long since, @Nullable InetAddress last) {}

    public EndpointResolver(EndpointPolicy policy) {
        this(policy, InetAddress::getAllByName, Thread::startVirtualThread);
    }

    EndpointResolver(EndpointPolicy policy, Lookup lookup, Executor executor) {
        this.policy = policy;
        this.lookup = lookup;
        this.executor = executor;
    }

    /** Completes at once for an address, on any thread for a name; fails with the reason. */
    public CompletionStage<InetAddress> resolve(Endpoint endpoint) {
        return resolve(endpoint.address());
    }

    public CompletionStage<InetAddress> resolve(String address) {
        try {
            return CompletableFuture.completedFuture(InetAddress.ofLiteral(address));
        } catch (IllegalArgumentException _) {
            return resolveName(address);
        }
    }

    private CompletionStage<InetAddress> resolveName(String name) {
        if (names.size() > MAX_NAMES) {
            names.clear();
        }
        var entry =
                names.compute(
                        name,
                        (_, held) -> {
                            if (held != null && System.nanoTime() - held.since < FRESH_NANOS) {
                                return held;
                            }
                            var last = held == null ? null : lastOf(held);
                            return new Entry(
                                    CompletableFuture.supplyAsync(() -> lookUp(name), executor),
                                    System.nanoTime(),
                                    last);
                        });
        var last = entry.last;
        if (last == null) {
            // A failure is not kept: the next connection asks again.
            return entry.current.whenComplete(
                    (_, failure) -> {
                        if (failure != null) {
                            names.remove(name, entry);
                        }
                    });
        }
        return CompletableFuture.completedFuture(
                entry.current.isDone() && !entry.current.isCompletedExceptionally()
                        ? entry.current.join()
                        : last);
    }

    private static @Nullable InetAddress lastOf(Entry held) {
        return held.current.isDone() && !held.current.isCompletedExceptionally()
                ? held.current.join()
                : held.last;
    }

    /** IPv4 first: endpoints are IPv4 servers as a rule. */
    private InetAddress lookUp(String name) {
        try {
            return Arrays.stream(lookup.all(name))
                    .filter(policy::allows)
                    .min(Comparator.comparing(address -> address.getAddress().length))
                    .orElseThrow(() -> new UnknownHostException(name + ": no address is allowed"));
        } catch (UnknownHostException e) {
            log.atWarn()
                    .addKeyValue("endpoint", name)
                    .addKeyValue("cause", e.getMessage())
                    .log("endpoint not resolved");
            throw new CompletionException(e);
        }
    }
}
