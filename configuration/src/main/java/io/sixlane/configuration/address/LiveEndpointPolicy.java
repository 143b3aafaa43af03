package io.sixlane.configuration.address;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * An endpoint policy whose named places follow DNS and whose loopback places follow the interfaces
 * of this host. A name that does not resolve keeps the addresses it had, so that an outage of DNS
 * opens nothing. Any thread.
 */
public final class LiveEndpointPolicy implements Supplier<EndpointPolicy>, AutoCloseable {
    private static final int SECONDS_BETWEEN = 30;

    private final Supplier<EndpointPolicy> written;
    private final Map<String, List<IpAddress>> addresses = new HashMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("endpoint-policy").factory());
    private volatile EndpointPolicy current;

    /** As below, for a policy that stays. */
    public LiveEndpointPolicy(EndpointPolicy written) {
        this(() -> written);
    }

    /** Reads the interfaces at once, and resolves names on a separate thread. */
    public LiveEndpointPolicy(Supplier<EndpointPolicy> written) {
        this.written = written;
        this.current = written.get().resolved(_ -> List.of(), hostAddresses());
        var _ = timer.scheduleWithFixedDelay(this::look, 0, SECONDS_BETWEEN, TimeUnit.SECONDS);
    }

    @Override
    public EndpointPolicy get() {
        return current;
    }

    /** Looks soon at what was changed, on a separate thread. */
    public void refresh() {
        timer.execute(this::look);
    }

    private void look() {
        try {
            var seen = written.get().resolved(this::lookUp, hostAddresses());
            if (!seen.equals(current)) { // judgements are kept as long as the policy is the same
                current = seen;
            }
        } catch (Throwable _) { // a schedule ends with its first exception or error
            // what was known stays in force
        }
    }

    private List<IpAddress> lookUp(String name) {
        try {
            var found = Arrays.stream(InetAddress.getAllByName(name)).map(IpAddress::of).toList();
            addresses.put(name, found);
            return found;
        } catch (UnknownHostException _) {
            return addresses.getOrDefault(name, List.of());
        }
    }

    private static List<IpAddress> hostAddresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .map(IpAddress::of)
                    .toList();
        } catch (SocketException _) {
            return List.of();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
