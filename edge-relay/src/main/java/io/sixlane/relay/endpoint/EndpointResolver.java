package io.sixlane.relay.endpoint;

import io.sixlane.configuration.address.EndpointPolicy;
import io.sixlane.configuration.address.IpAddress;
import io.sixlane.configuration.address.IpFamily;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The addresses of endpoints, as far as the policy allows them. A family of a name is looked up
 * again when its time to live is over, while the addresses before it still serve; an outage of the
 * name servers keeps them. Any thread.
 */
public final class EndpointResolver implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EndpointResolver.class);

    /**
     * Extra wait of the first connection for the other family (source: RFC 8305, 3, Resolution
     * Delay).
     */
    static final Duration OTHER_FAMILY = Duration.ofMillis(50);

    /** A name that no connection and no check uses is forgotten. */
    static final Duration KEPT = Duration.ofHours(1);

    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);

    private final Supplier<EndpointPolicy> policy;
    private final Lookup lookup;
    private final LongSupplier nanoTime;
    private final Map<String, ResolvedName> names = new ConcurrentHashMap<>();
    private final AtomicLong sweptNanos;

    public EndpointResolver(Supplier<EndpointPolicy> policy) {
        this(policy, new DnsLookup(), System::nanoTime);
    }

    EndpointResolver(Supplier<EndpointPolicy> policy, Lookup lookup, LongSupplier nanoTime) {
        this.policy = policy;
        this.lookup = lookup;
        this.nanoTime = nanoTime;
        this.sweptNanos = new AtomicLong(nanoTime.getAsLong());
    }

    /**
     * Completes at once for an address or a name that resolved before; fails with the reason as its
     * message.
     *
     * @param port that the connection goes to
     * @param clientHash of a client that is to stay at one address; null for round-robin
     * @param isHealthy whether an address passes its checks; others are picked when all fail
     */
    public CompletionStage<InetAddress> resolve(
            String endpoint,
            int port,
            @Nullable Long clientHash,
            Predicate<InetAddress> isHealthy) {
        return ready(endpoint)
                .thenApply(
                        name ->
                                name.pick(
                                        allowed(name, port),
                                        isHealthy,
                                        clientHash,
                                        nanoTime.getAsLong()));
    }

    /** All addresses of an endpoint, at least one; fails as {@link #resolve} does. */
    public CompletionStage<List<InetAddress>> resolveAll(String endpoint, int port) {
        return ready(endpoint).thenApply(name -> allowed(name, port));
    }

    /** {@code address} of {@code endpoint} did not connect: others are picked for a while. */
    public void failed(String endpoint, InetAddress address) {
        var held = names.get(endpoint);
        if (held != null) {
            held.failed(address, nanoTime.getAsLong());
        }
    }

    /** How many names and addresses are remembered. */
    int size() {
        return names.size();
    }

    private CompletionStage<ResolvedName> ready(String endpoint) {
        var now = nanoTime.getAsLong();
        var held = names.get(endpoint);
        var name = held == null ? add(endpoint, now) : held;
        name.used(now);
        if (!name.isLiteral()) {
            name.inHostsFile(lookup.inHostsFile(name.canonical()));
        }
        if (name.isStale(now)) {
            look(name, now);
        }
        return name.found().isEmpty()
                ? firstLook(name).thenApply(_ -> name)
                : CompletableFuture.completedFuture(name);
    }

    private ResolvedName add(String endpoint, long nowNanos) {
        var swept = sweptNanos.get();
        if (nowNanos - swept > BETWEEN_SWEEPS.toNanos()
                && sweptNanos.compareAndSet(swept, nowNanos)) {
            names.values().removeIf(one -> one.nanosUnused(nowNanos) > KEPT.toNanos());
        }
        return names.computeIfAbsent(
                endpoint,
                text ->
                        IpAddress.parse(text)
                                .map(
                                        ip ->
                                                ResolvedName.literal(
                                                        text,
                                                        InetAddress.ofLiteral(text),
                                                        nowNanos))
                                .orElseGet(() -> ResolvedName.of(text, nowNanos)));
    }

    /** Looks up the families that are due, each at most once at a time. */
    private void look(ResolvedName name, long nowNanos) {
        for (var family : IpFamily.values()) {
            var asking = name.begin(family, nowNanos);
            if (asking != null) {
                var _ =
                        lookup.find(name.name(), family)
                                .thenAccept(
                                        answer -> {
                                            name.answered(family, answer, nanoTime.getAsLong());
                                            show(name);
                                            asking.complete(null);
                                        });
            }
        }
    }

    /** Ends soon after one family has an address, or when no lookup runs any more. */
    private static CompletionStage<@Nullable Void> firstLook(ResolvedName name) {
        var result = new CompletableFuture<@Nullable Void>();
        var pending = Arrays.stream(IpFamily.values()).map(name::pending).toList();
        for (var one : pending) {
            var _ =
                    one.thenRun(
                            () -> {
                                if (!name.found().isEmpty()) {
                                    result.completeOnTimeout(
                                            null, OTHER_FAMILY.toMillis(), TimeUnit.MILLISECONDS);
                                }
                            });
        }
        var _ =
                CompletableFuture.allOf(pending.toArray(CompletableFuture[]::new))
                        .thenRun(() -> result.complete(null));
        return result;
    }

    private List<InetAddress> allowed(ResolvedName name, int port) {
        var judged = name.judged(policy.get(), port);
        if (judged.refusal() != null) {
            if (name.showsRefusal(port, judged.refusal())) {
                log.atWarn()
                        .addKeyValue("endpoint", name.name())
                        .addKeyValue("port", port)
                        .addKeyValue("cause", judged.refusal())
                        .log("endpoint refused");
            }
            throw new EndpointUnresolvedException(judged.refusal());
        }
        if (judged.allowed().isEmpty()) {
            var trouble = name.trouble();
            throw new EndpointUnresolvedException(
                    name.name() + " is not resolved" + (trouble == null ? "" : ": " + trouble));
        }
        return judged.allowed();
    }

    private static void show(ResolvedName name) {
        var trouble = name.trouble();
        if (name.shows(trouble)) {
            var entry =
                    log.atLevel(trouble == null ? Level.INFO : Level.WARN)
                            .addKeyValue("endpoint", name.name())
                            .addKeyValue("addresses", name.found().size());
            if (trouble == null) {
                entry.log("endpoint resolved");
            } else {
                entry.addKeyValue("cause", trouble).log("endpoint not resolved");
            }
        }
    }

    @Override
    public void close() {
        lookup.close();
    }
}
