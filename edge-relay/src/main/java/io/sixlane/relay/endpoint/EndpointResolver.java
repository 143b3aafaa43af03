package io.sixlane.relay.endpoint;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses of domain endpoints. A name is looked up again when its time to live is over, while
 * the addresses before it still serve; a name that stops resolving keeps them. Any thread.
 */
public final class EndpointResolver implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EndpointResolver.class);

    /** DNS may say less or more. */
    static final Duration SHORTEST = Duration.ofSeconds(1);

    static final Duration LONGEST = Duration.ofHours(1);

    private final EndpointPolicy policy;
    private final Lookup lookup;
    private final LongSupplier nanoTime;
    private final Map<String, ResolvedName> names = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<ResolvedName>> asked = new ConcurrentHashMap<>();

    public EndpointResolver(EndpointPolicy policy) {
        this(policy, new DnsLookup(), System::nanoTime);
    }

    EndpointResolver(EndpointPolicy policy, Lookup lookup, LongSupplier nanoTime) {
        this.policy = policy;
        this.lookup = lookup;
        this.nanoTime = nanoTime;
    }

    /**
     * Completes at once for an address or a name that resolved before; fails with the reason.
     *
     * @param clientHash of a client that is to stay at one address; null for the next in turn
     */
    public CompletionStage<InetAddress> resolve(String address, @Nullable Long clientHash) {
        try {
            return CompletableFuture.completedFuture(InetAddress.ofLiteral(address));
        } catch (IllegalArgumentException _) {
            return name(address)
                    .thenApply(resolved -> resolved.pick(clientHash, nanoTime.getAsLong()));
        }
    }

    /** {@code address} of {@code name} did not connect: others are picked for a while. */
    public void failed(String name, InetAddress address) {
        var held = names.get(name);
        if (held != null) {
            held.failed(address, nanoTime.getAsLong());
        }
    }

    private CompletionStage<ResolvedName> name(String name) {
        var held = names.get(name);
        if (held != null && held.isFresh(nanoTime.getAsLong())) {
            return CompletableFuture.completedFuture(held);
        }
        var asking = ask(name);
        return held == null ? asking : CompletableFuture.completedFuture(held);
    }

    /** One question at a time for each name. */
    private CompletionStage<ResolvedName> ask(String name) {
        var mine = new CompletableFuture<ResolvedName>();
        var other = asked.putIfAbsent(name, mine);
        if (other != null) {
            return other;
        }
        lookup.find(name)
                .thenCompose(answer -> allowed(name, answer))
                .whenComplete(
                        (resolved, failure) -> {
                            asked.remove(name, mine);
                            if (failure == null) {
                                names.put(name, resolved);
                                mine.complete(resolved);
                            } else {
                                failed(name, failure);
                                mine.completeExceptionally(failure);
                            }
                        });
        return mine;
    }

    private CompletionStage<ResolvedName> allowed(String name, Lookup.Answer answer) {
        var addresses = answer.addresses().stream().filter(policy::allows).toList();
        if (addresses.isEmpty()) {
            return CompletableFuture.failedFuture(
                    new UnknownHostException(name + ": no address is allowed"));
        }
        var ttl = answer.ttl().compareTo(SHORTEST) < 0 ? SHORTEST : answer.ttl();
        var fresh = ttl.compareTo(LONGEST) > 0 ? LONGEST : ttl;
        var until = nanoTime.getAsLong() + fresh.toNanos();
        var held = names.get(name);
        return CompletableFuture.completedFuture(
                held == null ? new ResolvedName(addresses, until) : held.next(addresses, until));
    }

    /** What it had before is good for a little longer, so that DNS is not asked all the time. */
    private void failed(String name, Throwable failure) {
        var until = nanoTime.getAsLong() + SHORTEST.toNanos();
        names.computeIfPresent(name, (_, held) -> held.until(until));
        log.atWarn()
                .addKeyValue("endpoint", name)
                .addKeyValue("cause", failure.getMessage())
                .log("endpoint not resolved");
    }

    @Override
    public void close() {
        lookup.close();
    }
}
