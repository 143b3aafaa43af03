package io.sixlane.topics;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Utils;

/**
 * Whether anything accepts connections where Kafka should be, asked before a client of Kafka is
 * opened: such a client takes many times the work, and repeats it for as long as it is open. All
 * threads of a process share one attempt each second. Any thread.
 */
public final class KafkaReach {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
    private static final Map<String, KafkaReach> KNOWN = new ConcurrentHashMap<>();

    private final String bootstrapServers;
    private long askedNanos = System.nanoTime() - FRESH_NANOS;
    private boolean reachable;

    private KafkaReach(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** The one for these brokers in this process. */
    public static KafkaReach of(KafkaAccess kafka) {
        return KNOWN.computeIfAbsent(kafka.bootstrapServers(), KafkaReach::new);
    }

    /** Returns after a second for each address of a broker at the latest. */
    public synchronized boolean isReachable() {
        if (System.nanoTime() - askedNanos >= FRESH_NANOS) {
            reachable = servers().stream().anyMatch(KafkaReach::accepts);
            askedNanos = System.nanoTime();
        }
        return reachable;
    }

    /**
     * @throws KafkaException when it is not reachable
     */
    public void check() {
        if (!isReachable()) {
            throw new KafkaException("nothing accepts connections at " + bootstrapServers);
        }
    }

    private List<String> servers() {
        return List.of(COMMA.split(bootstrapServers.strip()));
    }

    private static boolean accepts(String server) {
        var host = Utils.getHost(server);
        var port = Utils.getPort(server);
        if (host == null || port == null) {
            return true; // the client itself reports what is wrong with it
        }
        try {
            return Stream.of(InetAddress.getAllByName(host)).anyMatch(at -> accepts(at, port));
        } catch (UnknownHostException _) {
            return false;
        }
    }

    private static boolean accepts(InetAddress host, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), Math.toIntExact(PATIENCE.toMillis()));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
