package io.sixlane.benchmarks.relay;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The listening sockets that the kernel shows to a process of that network (source:
 * proc_pid_net(5)).
 */
public final class Listening {
    /** TCP_LISTEN of the kernel's {@code include/net/tcp_states.h}. */
    private static final String LISTEN = "0A";

    private Listening() {}

    public static boolean on(long pid, String address, int port) throws IOException {
        var ip = InetAddress.ofLiteral(address);
        var local = hex(ip.getAddress()) + ":" + String.format(Locale.ROOT, "%04X", port);
        var table = ip instanceof Inet6Address ? "tcp6" : "tcp";
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/net/" + table))) {
            return lines.map(line -> line.strip().split(" +"))
                    .anyMatch(
                            fields ->
                                    fields.length > 3
                                            && fields[1].equals(local)
                                            && fields[3].equals(LISTEN));
        } catch (NoSuchFileException _) {
            return false; // it has ended
        }
    }

    /** Words of four bytes, each as a little-endian number. */
    static String hex(byte[] address) {
        var text = new StringBuilder();
        for (var word = 0; word < address.length; word += 4) {
            for (var at = word + 3; at >= word; at--) {
                text.append(String.format(Locale.ROOT, "%02X", address[at]));
            }
        }
        return text.toString().toUpperCase(Locale.ROOT);
    }
}
