package io.sixlane.relay.endpoint;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The addresses a name has had last, and which of them do not connect. Any thread. */
final class ResolvedName {
    private static final long AVOIDED_NANOS = Ejection.BASE.toNanos();

    private final List<InetAddress> addresses;
    private final long freshUntilNanos;
    private final Map<InetAddress, Long> failedNanos = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();

    /**
     * @param addresses at least one
     */
    ResolvedName(List<InetAddress> addresses, long freshUntilNanos) {
        this.addresses = List.copyOf(addresses);
        this.freshUntilNanos = freshUntilNanos;
    }

    /** After another look: what failed before is remembered. */
    ResolvedName next(List<InetAddress> addresses, long freshUntilNanos) {
        var next = new ResolvedName(addresses, freshUntilNanos);
        next.failedNanos.putAll(failedNanos);
        next.failedNanos.keySet().retainAll(addresses);
        next.turn.set(turn.get());
        return next;
    }

    ResolvedName until(long freshUntilNanos) {
        return next(addresses, freshUntilNanos);
    }

    boolean isFresh(long nowNanos) {
        return nowNanos - freshUntilNanos < 0;
    }

    /** One after the other, or always the same for a client that stays; bad ones when all are. */
    InetAddress pick(@Nullable Long clientHash, long nowNanos) {
        var usable = addresses;
        if (!failedNanos.isEmpty()) {
            var good = addresses.stream().filter(one -> !isAvoided(one, nowNanos)).toList();
            usable = good.isEmpty() ? addresses : good;
        }
        return clientHash == null
                ? usable.get(Math.floorMod(turn.getAndIncrement(), usable.size()))
                : byHash(usable, clientHash);
    }

    void failed(InetAddress address, long nowNanos) {
        if (addresses.contains(address)) {
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
