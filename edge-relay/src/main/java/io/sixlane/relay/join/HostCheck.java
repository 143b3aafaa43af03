package io.sixlane.relay.join;

import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.configuration.fleet.JoinAnswer.Offered;
import io.sixlane.relay.tcp.linux.NativeTcpPath;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Looks at a host that is to be a relay, before a token is used. Changes nothing. */
final class HostCheck {
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(30);
    private static final int CONNECT_MILLIS = 5_000;
    private static final int LOCAL_MILLIS = 1_000;
    private static final long ENOUGH_FILES = 65_536;
    private static final long LEAST_FILES = 4_096;
    private static final Pattern OPEN_FILES =
            Pattern.compile("(?m)^Max open files\\s+(\\d+|unlimited)\\s");

    private final Path processes;

    HostCheck() {
        this(Path.of("/proc"));
    }

    HostCheck(Path processes) {
        this.processes = processes;
    }

    /**
     * Everything that a relay needs, in the order in which a person would look.
     *
     * @param hasUnit whether a unit of systemd runs the relay, which sets its limits
     */
    List<Finding> all(Offered offered, RelayPlace place, boolean hasUnit) {
        var findings = new ArrayList<Finding>();
        findings.add(kernel());
        if (!hasUnit) {
            findings.add(files());
        }
        findings.add(clock(offered.at(), Instant.now()));
        findings.addAll(place.ports().stream().map(HostCheck::port).toList());
        findings.addAll(offered.pools().stream().map(IpPrefix::of).map(HostCheck::routed).toList());
        for (var server : offered.bootstrapServers().split(",", -1)) {
            findings.add(reach(server.strip()));
        }
        return List.copyOf(findings);
    }

    private static Finding kernel() {
        var subject = "kernel";
        return NativeTcpPath.hindrance()
                .map(
                        hindrance ->
                                Finding.poor(
                                        subject,
                                        "no native forwarding: " + hindrance,
                                        "use Linux on x86-64 or ARM64; the portable path serves"
                                                + " meanwhile, without lanes"))
                .orElseGet(
                        () ->
                                Finding.good(
                                        subject,
                                        "Linux "
                                                + System.getProperty("os.version")
                                                + ", native forwarding"));
    }

    Finding files() {
        var subject = "open files";
        try {
            var found = OPEN_FILES.matcher(Files.readString(processes.resolve("self/limits")));
            if (!found.find()) {
                return Finding.poor(subject, "the limit is not known", "check ulimit -n");
            }
            if (found.group(1).equals("unlimited")) {
                return Finding.good(subject, "unlimited");
            }
            var limit = Long.parseLong(found.group(1));
            var mend = "ulimit -n 1048576, or LimitNOFILE=1048576 in the unit of systemd";
            if (limit < LEAST_FILES) {
                return Finding.bad(subject, limit + " are too few", mend);
            }
            return limit < ENOUGH_FILES
                    ? Finding.poor(subject, limit + " bound its connections", mend)
                    : Finding.good(subject, Long.toString(limit));
        } catch (IOException _) {
            return Finding.poor(subject, "the limit is not known", "check ulimit -n");
        }
    }

    static Finding clock(Instant server, Instant own) {
        var apart = Duration.between(server, own);
        return apart.abs().compareTo(CLOCK_TOLERANCE) > 0
                ? Finding.bad(
                        "clock",
                        "%s s %s the server's"
                                .formatted(
                                        apart.abs().toSeconds(),
                                        apart.isNegative() ? "behind" : "ahead of"),
                        "timedatectl set-ntp true, or chronyc makestep")
                : Finding.good("clock", "within " + CLOCK_TOLERANCE.toSeconds() + " s");
    }

    private static Finding port(InetSocketAddress address) {
        var subject = "port " + address.getPort();
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
            return Finding.good(subject, "free at " + address.getAddress().getHostAddress());
        } catch (IOException e) {
            return Finding.bad(
                    subject,
                    "cannot be bound at %s: %s"
                            .formatted(address.getAddress().getHostAddress(), e.getMessage()),
                    "end what listens there (ss -ltnp), or choose another one with --lane or"
                            + " --http-port");
        }
    }

    /**
     * A connection to an address of the prefix ends here only where the prefix is local. Binding
     * would not show it: IPv6 refuses addresses that are routed and on no interface, or takes any
     * (net.ipv6.ip_nonlocal_bind).
     */
    static Finding routed(IpPrefix prefix) {
        var address =
                (prefix.isOneAddress() ? prefix.first() : prefix.at(BigInteger.ONE))
                        .toInetAddress();
        try (var listener = new ServerSocket(0);
                var client = new Socket()) {
            listener.setSoTimeout(LOCAL_MILLIS);
            client.connect(new InetSocketAddress(address, listener.getLocalPort()), LOCAL_MILLIS);
            try (var accepted = listener.accept()) {
                if (accepted.getPort() == client.getLocalPort()) {
                    return Finding.good("addresses", prefix + " is local");
                }
            }
            return notLocal(prefix, "another host answers");
        } catch (IOException e) {
            return notLocal(prefix, String.valueOf(e.getMessage()));
        }
    }

    private static Finding notLocal(IpPrefix prefix, String reason) {
        return Finding.bad(
                "addresses",
                "%s is not local: %s".formatted(prefix, reason),
                "%s add local %s dev lo, and have the network route it here"
                        .formatted(prefix.first().isIpv6() ? "ip -6 route" : "ip route", prefix));
    }

    private static Finding reach(String server) {
        var colon = server.lastIndexOf(':');
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(
                            server.substring(0, colon).replaceFirst("^\\[(.*)]$", "$1"),
                            Integer.parseInt(server.substring(colon + 1))),
                    CONNECT_MILLIS);
            return Finding.good("Kafka", server + " is reached");
        } catch (IOException | RuntimeException e) {
            return Finding.bad(
                    "Kafka",
                    "%s is not reached: %s".formatted(server, e.getMessage()),
                    "open the way to it (firewall, route); or the control plane names a place that"
                            + " only it can reach (SIXLANE_JOIN_KAFKA)");
        }
    }
}
