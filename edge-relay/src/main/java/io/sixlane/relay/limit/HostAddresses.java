package io.sixlane.relay.limit;

import io.sixlane.configuration.address.IpPrefix;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The addresses of this host's interfaces, read again every {@value #SECONDS_KEPT} s. Any thread.
 */
public final class HostAddresses {
    private static final int SECONDS_KEPT = 30;
    private static final long NANOS_KEPT = SECONDS_KEPT * 1_000_000_000L;

    private final Supplier<List<IpPrefix>> pools;
    private final LongSupplier nanoTime;
    private final AtomicLong readNanos;
    private volatile Set<InetAddress> addresses;

    /**
     * @param pools whose addresses count as the host's, too
     */
    public HostAddresses(Supplier<List<IpPrefix>> pools, LongSupplier nanoTime) {
        this.pools = pools;
        this.nanoTime = nanoTime;
        this.readNanos = new AtomicLong(nanoTime.getAsLong());
        this.addresses = read(Set.of());
    }

    boolean contains(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return true;
        }
        var read = readNanos.get();
        var now = nanoTime.getAsLong();
        if (now - read > NANOS_KEPT && readNanos.compareAndSet(read, now)) {
            addresses = read(addresses);
        }
        return addresses.contains(address)
                || pools.get().stream().anyMatch(pool -> pool.contains(address));
    }

    private static Set<InetAddress> read(Set<InetAddress> before) {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (SocketException _) {
            return before;
        }
    }
}
