package io.sixlane.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.topics.KafkaAccess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * KRaft nodes on the loopback address, broker and controller each, in processes of their own that
 * can be killed, frozen and started again. Clients need no password: only processes of this host
 * reach them.
 *
 * <p>Nodes are missed after 3 s instead of the usual 9 s, a replica that does not follow is left
 * out after 5 s instead of 30 s, and brokers wait for a frozen controller 3 s instead of 30 s.
 */
public final class KafkaCluster implements AutoCloseable {
    private static final String CLIENTS = "CLIENTS";
    private static final String CONTROLLER = "CONTROLLER";
    private static final int REPLICAS = 3;

    private final List<Node> nodes;

    /** One node; its id is its index and 1. */
    private static final class Node {
        final Path settings;
        final Path log;
        final int port;
        Process process;

        Node(Path settings, Path log, int port) throws IOException {
            this.settings = settings;
            this.log = log;
            this.port = port;
            this.process = start();
        }

        Process start() throws IOException {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Kafka.class.getName(),
                            settings.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        }
    }

    private KafkaCluster(List<Node> nodes) {
        this.nodes = nodes;
    }

    /**
     * Returns when their processes run, which is before they serve.
     *
     * @param folder new or empty
     */
    public static KafkaCluster start(Path folder, int count) {
        try {
            var ports = Stream.generate(FreePorts::next).limit(2L * count).toList();
            var cluster = Uuid.randomUuid().toString();
            var nodes = new ArrayList<Node>();
            for (var index = 0; index < count; index++) {
                var own = Files.createDirectories(folder.resolve("node-" + (index + 1)));
                var settings = own.resolve("server.properties");
                write(settings, settings(index, ports, own));
                format(cluster, settings);
                nodes.add(new Node(settings, own.resolve("node.log"), ports.get(index)));
            }
            return new KafkaCluster(nodes);
        } catch (IOException e) {
            throw new PlatformException("The nodes of Kafka did not start in " + folder, e);
        }
    }

    /** Three replicas of each topic, two of which have each record that is accepted. */
    public KafkaAccess access() {
        return KafkaAccess.of(
                        nodes.stream()
                                .map(node -> "127.0.0.1:" + node.port)
                                .collect(Collectors.joining(",")),
                        "")
                .sized(0, REPLICAS, REPLICAS - 1);
    }

    /**
     * @param id as Kafka names the node, from 1
     */
    public ProcessHandle process(int id) {
        return nodes.get(id - 1).process.toHandle();
    }

    /** kill -9; returns when it is dead. */
    public void kill(int id) {
        try {
            var _ = nodes.get(id - 1).process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts a killed node with what it has on its disk. */
    public void startAgain(int id) {
        try {
            nodes.get(id - 1).process = nodes.get(id - 1).start();
        } catch (IOException e) {
            throw new PlatformException("Node %s of Kafka did not start".formatted(id), e);
        }
    }

    @Override
    public void close() {
        IntStream.rangeClosed(1, nodes.size()).forEach(this::kill);
    }

    private static Properties settings(int index, List<Integer> ports, Path folder) {
        var count = ports.size() / 2;
        var settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(index + 1));
        settings.put(
                "controller.quorum.voters",
                IntStream.range(0, count)
                        .mapToObj(
                                voter ->
                                        "%s@127.0.0.1:%s"
                                                .formatted(voter + 1, ports.get(count + voter)))
                        .collect(Collectors.joining(",")));
        settings.put("controller.listener.names", CONTROLLER);
        settings.put("inter.broker.listener.name", CLIENTS);
        settings.put(
                "listener.security.protocol.map",
                "%s:PLAINTEXT,%s:PLAINTEXT".formatted(CLIENTS, CONTROLLER));
        settings.put(
                "listeners",
                "%s://127.0.0.1:%s,%s://127.0.0.1:%s"
                        .formatted(
                                CLIENTS, ports.get(index), CONTROLLER, ports.get(count + index)));
        settings.put(
                "advertised.listeners", "%s://127.0.0.1:%s".formatted(CLIENTS, ports.get(index)));
        settings.put("log.dirs", folder.resolve("log").toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("replica.lag.time.max.ms", "5000");
        settings.put("controller.socket.timeout.ms", "3000");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "2");
        settings.put("log.cleaner.dedupe.buffer.size", "8388608");
        return settings;
    }

    private static void write(Path file, Properties settings) throws IOException {
        try (var out = Files.newBufferedWriter(file, UTF_8)) {
            settings.store(out, "one of several nodes");
        }
    }

    private static void format(String cluster, Path settings) throws IOException {
        var output = new ByteArrayOutputStream();
        var code =
                StorageTool.execute(
                        new String[] {
                            "format", "--cluster-id", cluster, "--config", settings.toString()
                        },
                        new PrintStream(output, true, UTF_8));
        if (code != 0) {
            throw new IOException(output.toString(UTF_8));
        }
    }
}
