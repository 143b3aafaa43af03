package io.sixlane.benchmarks.ocean;

import io.sixlane.benchmarks.ImageOnDisk;
import io.sixlane.benchmarks.relay.Broker;
import io.sixlane.benchmarks.relay.Host;
import io.sixlane.benchmarks.relay.RelayImage;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.fleet.CertificateFiles;
import io.sixlane.fleet.FleetFolder;
import io.sixlane.fleet.RelayIdentity;
import io.sixlane.platform.link.Namespace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts what stands between the client and the origin. Each row has its own, and relays a Kafka of
 * their own, so that no row's relays are a way for another's.
 */
final class Servers implements AutoCloseable {
    /** The plan of the rows: the bandwidth of a link. */
    private static final int PLAN_MBPS = 100;

    private static final int FIRST_LANE_PORT = 7_471;
    private static final int FIRST_HTTP_PORT = 9_000;
    private static final int FIRST_KAFKA_PORT = 19_092;
    private static final int POOLED_PORT = 18_080;

    /** RFC 6052: the last four bytes are the IPv4 address. */
    private static final String NAT64_PREFIX = "fd66:64::";

    private final Ocean ocean;
    private final Processes processes;
    private final Deque<Broker> brokers = new ArrayDeque<>();
    private final Path relayJar;
    private final boolean withThird;

    /**
     * @param withThird whether a third relay offers a way around
     */
    Servers(Ocean ocean, Processes processes, Path relayJar, boolean withThird) {
        this.ocean = ocean;
        this.processes = processes;
        this.relayJar = relayJar;
        this.withThird = withThird;
    }

    /** Returns where the client connects to for this row, when everything listens. */
    Target start(Row row) throws IOException {
        return switch (row) {
            case DIRECT -> new Target(row, address(Ocean.ORIGIN_IPV6), List.of());
            case NAT64 -> nat64();
            case HAPROXY_ONE -> haproxyOne();
            case HAPROXY_TWO -> haproxyTwo();
            case SIXLANE_ONE, SIXLANE_COLD, SIXLANE_WARM, SIXLANE_TLS, SIXLANE_AUTO -> relays(row);
        };
    }

    private Target nat64() throws IOException {
        var folder = processes.folder("nat64");
        var configuration =
                Files.writeString(
                        folder.resolve("tayga.conf"),
                        """
                        tun-device nat64
                        ipv4-addr 10.66.81.1
                        ipv6-addr fd66:81::1
                        prefix %s/96
                        dynamic-pool 10.66.81.0/24
                        data-dir %s
                        """
                                .formatted(NAT64_PREFIX, folder));
        var ingress = ocean.ingress();
        var tayga = List.of("tayga", "-c", configuration.toString());
        Host.output(ingress.command(with(tayga, "--mktun")));
        ingress.sysctl("net.ipv6.conf.all.forwarding", "1");
        ingress.sysctl("net.ipv4.ip_forward", "1");
        ingress.ip("link", "set", "nat64", "up");
        ingress.ip("route", "add", "10.66.81.0/24", "dev", "nat64");
        ingress.ip("-6", "route", "add", NAT64_PREFIX + "/96", "dev", "nat64");
        ocean.client().ip("-6", "route", "add", NAT64_PREFIX + "/96", "via", "fd66:10::2");
        ocean.origin().ip("route", "add", "10.66.81.0/24", "via", "10.66.40.1");
        var process = processes.start(ingress, "nat64", with(tayga, "-d"), Map.of());
        return new Target(Row.NAT64, address(NAT64_PREFIX + Ocean.ORIGIN_IPV4), List.of(process));
    }

    private Target haproxyOne() throws IOException {
        var address = ocean.acceleratedAddress(Row.HAPROXY_ONE);
        var process =
                haproxy(
                        ocean.ingress(),
                        "haproxy-one",
                        """
                        mode tcp
                        listen ocean
                            bind [%s]:%s
                            server origin %s:%s
                        """
                                .formatted(address, Origin.PORT, Ocean.ORIGIN_IPV4, Origin.PORT));
        processes.awaitListening(process, address, Origin.PORT);
        return new Target(Row.HAPROXY_ONE, address(address), List.of(process));
    }

    /** HTTP, since only there HAProxy keeps connections to servers. */
    private Target haproxyTwo() throws IOException {
        var egress =
                haproxy(
                        ocean.egress(),
                        "haproxy-egress",
                        pooled(Ocean.EGRESS, POOLED_PORT, Ocean.ORIGIN_IPV4, Origin.PORT));
        processes.awaitListening(egress, Ocean.EGRESS, POOLED_PORT);
        var address = ocean.acceleratedAddress(Row.HAPROXY_TWO);
        var ingress =
                haproxy(
                        ocean.ingress(),
                        "haproxy-ingress",
                        pooled("[" + address + "]", Origin.PORT, Ocean.EGRESS, POOLED_PORT));
        processes.awaitListening(ingress, address, Origin.PORT);
        return new Target(Row.HAPROXY_TWO, address(address), List.of(ingress, egress));
    }

    private static String pooled(String bind, int port, String server, int serverPort) {
        return """
        mode http
        http-reuse always
        listen ocean
            bind %s:%s
            server next %s:%s pool-purge-delay 1h
        """
                .formatted(bind, port, server, serverPort);
    }

    /** Starts HAProxy with one thread, and so with one pool of connections. */
    private Process haproxy(Namespace namespace, String name, String rest) throws IOException {
        var configuration =
                """
                global
                    nbthread 1
                    no strict-limits
                defaults
                    timeout connect 30s
                    timeout client 900s
                    timeout server 900s
                    timeout http-keep-alive 900s
                    %s\
                """
                        .formatted(rest);
        var file = Files.writeString(processes.folder(name).resolve("haproxy.cfg"), configuration);
        return processes.start(
                namespace, name, List.of("haproxy", "-q", "-db", "-f", file.toString()), Map.of());
    }

    private Target relays(Row row) throws IOException {
        var address = ocean.acceleratedAddress(row);
        var image =
                new RelayImage(
                                row.ingressRegion(),
                                address,
                                List.of(Origin.PORT),
                                row.egressRegion(),
                                Ocean.ORIGIN_IPV4,
                                Origin.PORT,
                                PLAN_MBPS,
                                row.route())
                        .accelerator();
        startKafka(row).publish(image);
        var started = new ArrayList<Process>();
        if (row.hasLanes()) {
            started.add(relay(row, ocean.egress(), "us", Ocean.EGRESS, "::1", image));
            if (withThird && row == Row.SIXLANE_AUTO) {
                started.add(relay(row, ocean.third(), "jp", Ocean.THIRD, "::1", image));
            }
            for (var process : started) {
                var at = process == started.getFirst() ? Ocean.EGRESS : Ocean.THIRD;
                processes.awaitListening(process, at, lanePort(row));
            }
        }
        var ingress = relay(row, ocean.ingress(), "hk", Ocean.INGRESS, address, image);
        processes.awaitListening(ingress, address, Origin.PORT);
        started.addFirst(ingress);
        return new Target(row, address(address), started);
    }

    private Broker startKafka(Row row) throws IOException {
        var broker =
                Broker.start(
                        ocean.hub()::command,
                        Ocean.KAFKA,
                        kafkaPort(row),
                        processes.folder("kafka-" + row.label()));
        brokers.push(broker);
        return broker;
    }

    private Process relay(
            Row row,
            Namespace namespace,
            String place,
            String laneAddress,
            String pool,
            AcceleratorImage image)
            throws IOException {
        var name = place + "-" + row.label();
        var folder = processes.folder(name);
        ImageOnDisk.write(folder, List.of(image));
        var environment = new HashMap<String, String>();
        environment.put("SIXLANE_RELAY_ID", name);
        environment.put("SIXLANE_RELAY_REGION", name);
        environment.put("SIXLANE_RELAY_POOLS", pool + "/128");
        environment.put("SIXLANE_RELAY_STATE_FOLDER", folder.toString());
        environment.put("SIXLANE_RELAY_CONNECTIONS_FROM_HOST", "0");
        environment.put("SIXLANE_HTTP_PORT", Integer.toString(FIRST_HTTP_PORT + row.number()));
        environment.put("SIXLANE_ENDPOINT_ALLOWED_PREFIXES", "10.66.0.0/16");
        environment.put("SIXLANE_KAFKA_BOOTSTRAP_SERVERS", Ocean.KAFKA + ":" + kafkaPort(row));
        environment.put(
                "SIXLANE_KAFKA_SETTINGS",
                Broker.settingsFile(processes.folder("kafka-" + row.label())));
        if (row.hasLanes()) {
            environment.put("SIXLANE_LANE_LISTEN", laneAddress + ":" + lanePort(row));
            environment.putAll(certificates(name));
            environment.putAll(row.laneSettings());
        }
        return processes.start(namespace, name, command(), environment);
    }

    /** Certificates of one authority for all rows; a relay's id is also its region. */
    private Map<String, String> certificates(String relay) throws IOException {
        var fleet = processes.folder("fleet");
        new FleetFolder(fleet, InstantSource.system())
                .prepare(List.of(new RelayIdentity(relay, relay)));
        return CertificateFiles.in(fleet.resolve(relay)).variables();
    }

    private List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-Xmx192m",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                relayJar.toString());
    }

    private static List<String> with(List<String> command, String word) {
        var all = new ArrayList<>(command);
        all.add(word);
        return all;
    }

    private static int kafkaPort(Row row) {
        return FIRST_KAFKA_PORT + row.number();
    }

    private static int lanePort(Row row) {
        return FIRST_LANE_PORT + row.number();
    }

    private static InetSocketAddress address(String text) {
        return new InetSocketAddress(InetAddress.ofLiteral(text), Origin.PORT);
    }

    @Override
    public void close() throws IOException {
        while (!brokers.isEmpty()) {
            brokers.pop().close();
        }
    }

    /**
     * The target that the client connects to.
     *
     * @param processes that serve it, the ingress first
     */
    record Target(Row row, InetSocketAddress address, List<Process> processes) {
        Target {
            processes = List.copyOf(processes);
        }
    }
}
