package io.sixlane.relay.endpoint;

import io.sixlane.configuration.address.EndpointPolicy;
import io.sixlane.configuration.address.IpFamily;
import io.sixlane.configuration.address.Place;
import java.net.InetAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The addresses of one name, and which of them do not connect. Any thread. */
final class ResolvedName {
    private static final long AVOIDED_NANOS = Ejection.BASE.toNanos();
    private static final long USED_STEP_NANOS = 1_000_000_000;

    private final Map<IpFamily, FamilyAddresses> families = new EnumMap<>(IpFamily.class);
    private final Map<IpFamily, CompletableFuture<@Nullable Void>> asked =
            new EnumMap<>(IpFamily.class);
    private final Map<InetAddress, Long> failedNanos = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();
    private final Map<Integer, JudgedAddresses> judged = new ConcurrentHashMap<>();
    private final String name;
    private volatile List<InetAddress> inHostsFile = List.of();
    private volatile List<InetAddress> found = List.of();
    private volatile long askAgainNanos;
    private volatile long usedNanos;
    private @Nullable String shownTrouble;

    private final Map<Integer, String> shownRefusals = new ConcurrentHashMap<>();
    private final String canonical;
    private final boolean isLiteral;

    private ResolvedName(String name, boolean isLiteral, long nowNanos) {
        this.name = name;
        this.canonical = Place.canonicalName(name);
        this.isLiteral = isLiteral;
        for (var family : IpFamily.values()) {
            families.put(family, FamilyAddresses.unknown(nowNanos));
        }
        askAgainNanos = nowNanos;
        usedNanos = nowNanos;
    }

    static ResolvedName of(String name, long nowNanos) {
        return new ResolvedName(name, false, nowNanos);
    }

    static ResolvedName literal(String text, InetAddress address, long nowNanos) {
        var literal = new ResolvedName(text, true, nowNanos);
        literal.found = List.of(address);
        return literal;
    }

    /** The name as configured. */
    String name() {
        return name;
    }

    /** The name as the hosts file has it. */
    String canonical() {
        return canonical;
    }

    /** Whether it is an address, which needs no lookup. */
    boolean isLiteral() {
        return isLiteral;
    }

    void used(long nowNanos) {
        if (nowNanos - usedNanos > USED_STEP_NANOS) {
            usedNanos = nowNanos;
        }
    }

    long nanosUnused(long nowNanos) {
        return nowNanos - usedNanos;
    }

    /** The hosts file counts before DNS, as long as it has the name. */
    @SuppressWarnings("ReferenceEquality") // asked for every connection
    void inHostsFile(List<InetAddress> addresses) {
        if (addresses != inHostsFile) {
            synchronized (this) {
                inHostsFile = addresses;
                join();
            }
        }
    }

    /** IPv4 first; empty if no family has an address. The same list until an answer changes it. */
    List<InetAddress> found() {
        return found;
    }

    /** Whether a lookup is due, for one family or both. */
    boolean isStale(long nowNanos) {
        return !isLiteral
                && inHostsFile.isEmpty()
                && (nowNanos - askAgainNanos >= 0 || (found.isEmpty() && isUnknown()));
    }

    private synchronized boolean isUnknown() {
        return families.values().stream().anyMatch(one -> !one.isKnown());
    }

    /**
     * Begins a lookup of a family that is due and not being looked up yet. While nothing is known
     * at all, no pause holds up those who wait.
     *
     * @return what to complete after {@link #answered}; null if nothing begins
     */
    synchronized @Nullable CompletableFuture<@Nullable Void> begin(IpFamily family, long nowNanos) {
        var known = of(family);
        if (asked.containsKey(family)
                || !(known.isStale(nowNanos) || (found.isEmpty() && !known.isKnown()))) {
            return null;
        }
        var asking = new CompletableFuture<@Nullable Void>();
        asked.put(family, asking);
        return asking;
    }

    /** Ends with the lookup of a family that runs now; already ended without one. */
    synchronized CompletableFuture<@Nullable Void> pending(IpFamily family) {
        return asked.getOrDefault(family, CompletableFuture.completedFuture(null));
    }

    synchronized void answered(IpFamily family, Lookup.Answer answer, long nowNanos) {
        asked.remove(family);
        families.put(family, of(family).after(answer, nowNanos));
        askAgainNanos =
                families.values().stream()
                        .map(FamilyAddresses::askAgainNanos)
                        .reduce((one, other) -> one - other < 0 ? one : other)
                        .orElseThrow();
        join();
    }

    private void join() {
        var joined =
                inHostsFile.isEmpty()
                        ? Stream.of(IpFamily.IPV4, IpFamily.IPV6)
                                .flatMap(one -> of(one).addresses().stream())
                                .toList()
                        : inHostsFile;
        if (!joined.equals(found)) {
            found = joined;
            failedNanos.keySet().retainAll(joined);
        }
    }

    private FamilyAddresses of(IpFamily family) {
        return Objects.requireNonNull(families.get(family));
    }

    /** Why the last lookups failed; null if they succeeded. */
    synchronized @Nullable String trouble() {
        for (var one : families.values()) {
            if (one.cause() != null) {
                return one.cause();
            }
        }
        return found.isEmpty() && families.values().stream().allMatch(FamilyAddresses::isKnown)
                ? "the name has no address"
                : null;
    }

    /** Whether {@code trouble} differs from what was shown last; then it is the last. */
    synchronized boolean shows(@Nullable String trouble) {
        var differs = !Objects.equals(trouble, shownTrouble);
        shownTrouble = trouble;
        return differs;
    }

    /** Whether a refusal differs from the one that was shown last for the port. */
    boolean showsRefusal(int port, String refusal) {
        return !refusal.equals(shownRefusals.put(port, refusal));
    }

    JudgedAddresses judged(EndpointPolicy policy, int port) {
        var held = judged.get(port);
        var now = found;
        if (held == null || !held.isOf(policy, now)) {
            held = JudgedAddresses.of(policy, name, now, port);
            judged.put(port, held);
        }
        return held;
    }

    /**
     * One after the other, or always the same for a client that stays: of those that connect and
     * are healthy, or else healthy, or else of all.
     *
     * @param addresses at least one
     */
    InetAddress pick(
            List<InetAddress> addresses,
            Predicate<InetAddress> isHealthy,
            @Nullable Long clientHash,
            long nowNanos) {
        var usable = usable(addresses, isHealthy, nowNanos);
        return clientHash == null
                ? usable.get(Math.floorMod(next.getAndIncrement(), usable.size()))
                : byHash(usable, clientHash);
    }

    private List<InetAddress> usable(
            List<InetAddress> addresses, Predicate<InetAddress> isHealthy, long nowNanos) {
        if (addresses.size() == 1) {
            return addresses;
        }
        var healthy = addresses.stream().filter(isHealthy).toList();
        var left = healthy.isEmpty() ? addresses : healthy;
        if (failedNanos.isEmpty()) {
            return left;
        }
        var connecting = left.stream().filter(one -> !isAvoided(one, nowNanos)).toList();
        return connecting.isEmpty() ? left : connecting;
    }

    void failed(InetAddress address, long nowNanos) {
        if (found.contains(address)) {
            failedNanos.put(address, nowNanos);
        }
    }

    private boolean isAvoided(InetAddress address, long nowNanos) {
        var failed = failedNanos.get(address);
        return failed != null && nowNanos - failed < AVOIDED_NANOS;
    }

    /** Rendezvous hashing: an address that comes or goes moves no clients but its own. */
    private static InetAddress byHash(List<InetAddress> usable, long clientHash) {
        var best = usable.getFirst();
        var highest = Long.MIN_VALUE;
        for (var one : usable) {
            var score = Hash.mix(clientHash ^ Hash.of(one.getAddress()));
            if (score > highest) {
                highest = score;
                best = one;
            }
        }
        return best;
    }
}
