package io.sixlane.benchmarks.relay;

import io.sixlane.benchmarks.ImageOnDisk;
import io.sixlane.configuration.image.AcceleratorImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Something between clients and backends, or nothing. */
sealed interface Peer {
    String name();

    /** Whether its code gets faster while it runs. */
    default boolean warms() {
        return this instanceof Sixlane || this instanceof Lanes;
    }

    /**
     * HAProxy as its manual begins, or with the settings that help a column.
     *
     * @param logging whether it logs each connection to {@link LogSink}
     */
    record HaProxy(String name, boolean oneThread, boolean splice, boolean logging)
            implements Peer {
        private static final String SPLICE =
                """
                    option splice-request
                    option splice-response
                """;

        private static final String LOG =
                "    log " + Backends.ADDRESS + ":" + Backends.LOG + " format raw local0 info\n";

        private static final String LOGGING =
                """
                    log global
                    option tcplog
                """;

        List<String> command(Path folder, String address) throws IOException {
            var configuration =
                    """
                    global
                        maxconn 30000
                        no strict-limits
                    %s%s%s
                    defaults
                        mode tcp
                        timeout connect 5s
                        timeout client 900s
                        timeout server 900s
                    %s
                    """
                            .formatted(
                                    oneThread ? "    nbthread 1\n" : "",
                                    splice ? "    maxpipes 500\n    tune.pipesize 262144\n" : "",
                                    logging ? LOG : "",
                                    (splice ? SPLICE : "") + (logging ? LOGGING : ""));
            var text = new StringBuilder(configuration);
            for (var port : Backends.PORTS) {
                text.append(
                        """
                        listen port%1$s
                            bind [%2$s]:%1$s
                            server backend %3$s:%1$s
                        """
                                .formatted(port, address, Backends.ADDRESS));
            }
            var file = Files.writeString(folder.resolve("haproxy.cfg"), text);
            return List.of("haproxy", "-q", "-db", "-f", file.toString());
        }
    }

    /** nginx's stream module. */
    record Nginx(String name) implements Peer {
        List<String> command(Path folder, String address, int cpus) throws IOException {
            var text =
                    new StringBuilder(Backends.nginxHead(folder, cpus))
                            .append("stream {\n    proxy_timeout 900s;\n");
            for (var port : Backends.PORTS) {
                text.append(
                        "    server { listen [%s]:%s backlog=8192; proxy_pass %s:%s; }\n"
                                .formatted(address, port, Backends.ADDRESS, port));
            }
            text.append(
                    "    server { listen [%1$s]:%2$s udp reuseport; proxy_pass %3$s:%2$s; }\n"
                            .formatted(address, Backends.DATAGRAMS, Backends.ADDRESS));
            var file = Files.writeString(folder.resolve("nginx.conf"), text.append("}\n"));
            return List.of("nginx", "-p", folder.toString(), "-c", file.toString());
        }
    }

    /**
     * The relay as it is run elsewhere, from the image on its disk.
     *
     * @param path {@code native} or {@code portable}
     * @param threads event loops; 0 is one for each processor
     * @param more environment variables
     * @param jar of another build than the one that is measured; null for that one
     */
    record Sixlane(
            String name, String path, int threads, Map<String, String> more, @Nullable Path jar)
            implements Peer {
        public Sixlane {
            more = Map.copyOf(more);
        }

        Sixlane(String name, String path, int threads, Map<String, String> more) {
            this(name, path, threads, more, null);
        }

        Sixlane(String name, String path, int threads) {
            this(name, path, threads, Map.of());
        }

        /** A region of its own: limits are shared by the relays of a region. */
        String region() {
            return name;
        }

        List<String> command(Path folder, AcceleratorImage image, Path measured)
                throws IOException {
            ImageOnDisk.write(folder, List.of(image));
            return List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    "-Xmx192m",
                    "--enable-native-access=ALL-UNNAMED",
                    "-jar",
                    Objects.requireNonNullElse(jar, measured).toString());
        }

        Map<String, String> environment(Path folder, String address, int httpPort) {
            var environment =
                    new HashMap<>(
                            Map.of(
                                    "SIXLANE_RELAY_ID",
                                    name,
                                    "SIXLANE_RELAY_REGION",
                                    region(),
                                    "SIXLANE_RELAY_POOLS",
                                    address + "/128",
                                    "SIXLANE_RELAY_STATE_FOLDER",
                                    folder.toString(),
                                    "SIXLANE_RELAY_PATH",
                                    path,
                                    "SIXLANE_RELAY_THREADS",
                                    Integer.toString(threads),
                                    "SIXLANE_HTTP_PORT",
                                    Integer.toString(httpPort),
                                    "SIXLANE_ENDPOINT_ALLOWED_PREFIXES",
                                    "127.0.0.0/8",
                                    "SIXLANE_RELAY_CONNECTIONS_FROM_HOST",
                                    "0",
                                    "SIXLANE_KAFKA_BOOTSTRAP_SERVERS",
                                    "127.0.0.1:9"));
            environment.putAll(more);
            return environment;
        }
    }

    /**
     * Two relays: one hands on over lanes what its clients bring, the other one connects to the
     * backends.
     *
     * @param encryption {@code network} or {@code tls}
     */
    record Lanes(String name, String encryption) implements Peer {
        static final int PORT = 7_471;

        Sixlane ingress(Map<String, String> certificate) {
            return relay(name, certificate, Map.of());
        }

        Sixlane egress(Map<String, String> certificate, String address) {
            return relay(
                    egressName(),
                    certificate,
                    Map.of("SIXLANE_LANE_LISTEN", "[" + address + "]:" + PORT));
        }

        /** The name of the second relay and of its region. */
        String egressName() {
            return name + "-egress";
        }

        private Sixlane relay(
                String relay, Map<String, String> certificate, Map<String, String> listening) {
            var more = new HashMap<>(certificate);
            more.putAll(listening);
            more.put("SIXLANE_LANE_ENCRYPTION", encryption);
            more.put("SIXLANE_LANE_CONGESTION_CONTROL", Loopback.CONGESTION_CONTROL);
            more.put("SIXLANE_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + Broker.PORT);
            return new Sixlane(relay, "native", 0, more);
        }
    }

    /** Clients and backends meet directly. */
    record None(String name) implements Peer {}
}
