package io.sixlane.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * One KRaft node, broker and controller, on 127.0.0.1 unless asked for another address; its log
 * stays in a folder between runs.
 *
 * <p>Each user creates its topics: a topic named by mistake is an error, not a new topic.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    private final KafkaRaftServer server;
    private final String host;
    private final int port;

    private EmbeddedKafka(KafkaRaftServer server, String host, int port) {
        this.server = server;
        this.host = host;
        this.port = port;
    }

    /**
     * Returns when the broker serves clients.
     *
     * @param folder made and formatted when new
     * @param port 0 for a free one
     */
    public static EmbeddedKafka start(Path folder, int port) {
        return start(folder, LOOPBACK, port);
    }

    /**
     * As {@link #start(Path, int)}, on an address that other machines or network namespaces reach.
     *
     * @param host an IPv4 address of this one
     */
    public static EmbeddedKafka start(Path folder, String host, int port) {
        try {
            Files.createDirectories(folder);
            var brokerPort = port == 0 ? freePort() : port;
            var settings = settings(folder.resolve("log"), host, brokerPort, freePort());
            if (!Files.exists(folder.resolve("log/meta.properties"))) {
                format(folder, settings);
            }
            var server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
            server.startup();
            return new EmbeddedKafka(server, host, brokerPort);
        } catch (IOException | RuntimeException e) {
            throw new PlatformException(
                    "Kafka did not start on port %s with data in %s".formatted(port, folder), e);
        }
    }

    public String bootstrapServers() {
        return host + ":" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path folder, Properties settings) throws IOException {
        var file = folder.resolve("server.properties");
        try (var out = Files.newBufferedWriter(file, UTF_8)) {
            settings.store(
                    out, "written when this folder was formatted; each start passes its own");
        }
        var output = new ByteArrayOutputStream();
        var code =
                StorageTool.execute(
                        new String[] {
                            "format",
                            "--cluster-id",
                            Uuid.randomUuid().toString(),
                            "--config",
                            file.toString()
                        },
                        new PrintStream(output, true, UTF_8));
        if (code != 0) {
            throw new IOException(output.toString(UTF_8));
        }
    }

    private static Properties settings(Path log, String host, int port, int controllerPort) {
        var settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@" + LOOPBACK + ":" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT");
        settings.put(
                "listeners",
                "PLAINTEXT://%s:%s,CONTROLLER://%s:%s"
                        .formatted(host, port, LOOPBACK, controllerPort));
        settings.put("advertised.listeners", "PLAINTEXT://" + host + ":" + port);
        settings.put("log.dirs", log.toString());
        settings.put("auto.create.topics.enable", "false");

        settings.put("default.replication.factor", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");

        // A killed broker's registration blocks its successor until the session ends (default 9 s).
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");

        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "2");
        settings.put("background.threads", "2");
        settings.put("num.replica.fetchers", "1");
        settings.put("log.cleaner.threads", "1");
        // 8 MB hold the keys of 300 000 records per pass; the default is 128 MB of heap.
        settings.put("log.cleaner.dedupe.buffer.size", "8388608");
        return settings;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
