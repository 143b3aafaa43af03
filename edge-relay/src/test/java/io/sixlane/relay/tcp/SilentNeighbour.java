package io.sixlane.relay.tcp;

import io.sixlane.relay.NetworkNamespace;
import java.net.InetAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Another host, as a network namespace at the end of a virtual cable, that can fall silent: then it
 * sends nothing more, not even an acknowledgement.
 */
final class SilentNeighbour implements AutoCloseable {
    /** The kernel takes its time to delete a cable, so no two have one name. */
    private static final AtomicInteger NEIGHBOURS = new AtomicInteger();

    private final long id =
            ProcessHandle.current().pid() % 10_000 * 100 + NEIGHBOURS.getAndIncrement() % 100;
    private final String here = "198.18.%s.1".formatted(id % 250);
    private final String there = "198.18.%s.2".formatted(id % 250);
    private final String beyond = "198.19.%s.1".formatted(id % 250);
    private final NetworkNamespace host = new NetworkNamespace();

    SilentNeighbour() throws Exception {
        var outer = "sxh" + id;
        var inner = "sxt" + id;
        NetworkNamespace.ipOutside(
                "link", "add", outer, "type", "veth", "peer", "name", inner, "netns", host.name());
        NetworkNamespace.ipOutside("addr", "add", here + "/30", "dev", outer);
        NetworkNamespace.ipOutside("link", "set", outer, "up");
        host.ip("addr", "add", there + "/30", "dev", inner);
        host.ip("link", "set", inner, "up");
    }

    /** This host's address on the cable. */
    InetAddress here() {
        return InetAddress.ofLiteral(here);
    }

    /** The neighbour's. */
    InetAddress there() {
        return InetAddress.ofLiteral(there);
    }

    /** Runs {@code task} there: sockets that it opens are the neighbour's. */
    <T> T inside(Callable<T> task) throws Exception {
        return host.inside(task);
    }

    /** An address that the neighbour is the way to; without it the neighbour sends ICMP errors. */
    InetAddress beyond() throws Exception {
        host.set("net/ipv4/ip_forward", "1");
        NetworkNamespace.ipOutside("route", "replace", beyond + "/32", "via", there);
        findWayBeyond();
        return InetAddress.ofLiteral(beyond);
    }

    void findWayBeyond() throws Exception {
        host.ip("addr", "add", beyond + "/32", "dev", "lo");
    }

    void loseWayBeyond() throws Exception {
        host.ip("addr", "del", beyond + "/32", "dev", "lo");
    }

    void fallSilent() throws Exception {
        host.ip("route", "add", "blackhole", here + "/32");
    }

    /** The cable goes with its end. */
    @Override
    public void close() throws Exception {
        host.close();
    }
}
