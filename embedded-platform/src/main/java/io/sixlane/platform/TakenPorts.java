package io.sixlane.platform;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * The ports that sockets hold in the network of the calling thread.
 *
 * <p>Linux is asked for its list. A socket opened to try a port would hold it for longer than it is
 * open: a process that is started meanwhile inherits it and keeps it until it runs its program.
 */
final class TakenPorts {
    private static final Path NETWORK = Path.of("/proc/thread-self/net");
    private static final List<String> LISTS = List.of("tcp", "tcp6", "udp", "udp6");

    private final IntPredicate taken;

    private TakenPorts(IntPredicate taken) {
        this.taken = taken;
    }

    static TakenPorts now() throws IOException {
        if (!Files.isDirectory(NETWORK)) {
            return new TakenPorts(TakenPorts::cannotBeBound);
        }
        var ports = new HashSet<Integer>();
        for (var list : LISTS) {
            var file = NETWORK.resolve(list);
            if (Files.exists(file)) { // no tcp6 in a kernel without IPv6
                Files.readAllLines(file).stream().skip(1).forEach(line -> add(line, ports));
            }
        }
        return new TakenPorts(ports::contains);
    }

    boolean contains(int port) {
        return taken.test(port);
    }

    /** As proc(5) writes it: a number, the address and port in hexadecimal, and more. */
    private static void add(String line, Set<Integer> ports) {
        var local = line.strip().split(" +", 3)[1];
        ports.add(Integer.parseInt(local.substring(local.lastIndexOf(':') + 1), 16));
    }

    private static boolean cannotBeBound(int port) {
        try (var _ = new ServerSocket(port);
                var _ = new DatagramSocket(port)) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }
}
