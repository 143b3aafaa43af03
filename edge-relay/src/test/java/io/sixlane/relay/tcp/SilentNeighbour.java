package io.sixlane.relay.tcp;

import io.sixlane.relay.NetworkNamespace;
import java.net.InetAddress;
import java.util.concurrent.Callable;

/**
 * Another host, as a network namespace at the end of a virtual cable, that can fall silent: then it
 * sends nothing more, not even an acknowledgement.
 */
final class SilentNeighbour implements AutoCloseable {
    private final long id = ProcessHandle.current().pid() % 10_000;
    private final String here = "198.18.%s.1".formatted(id % 250);
    private final String there = "198.18.%s.2".formatted(id % 250);
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

    void fallSilent() throws Exception {
        host.ip("route", "add", "blackhole", here + "/32");
    }

    /** The cable goes with its end. */
    @Override
    public void close() throws Exception {
        host.close();
    }
}
