package io.sixlane.metrics.window;

import io.sixlane.configuration.relay.TrafficReport;
import java.util.List;

/**
 * Sums of relays' counts. Mutable, for one thread. Open connections are not summed over time and
 * are kept apart.
 */
public final class Traffic {
    /** The cause of an end without an endpoint that could be reached. */
    private static final String NO_ENDPOINT = "NO_ENDPOINT";

    private final Latencies connectMicros;
    private final Latencies firstByteMicros;
    private long connectionsOpened;
    private long connectionsRefused;
    private long connectionsFailed;
    private long bytesIn;
    private long bytesOut;

    /** All zeros. */
    public Traffic() {
        this(Latencies.none(), Latencies.none());
    }

    private Traffic(Latencies connectMicros, Latencies firstByteMicros) {
        this.connectMicros = connectMicros;
        this.firstByteMicros = firstByteMicros;
    }

    /** A row of the table; latencies in microseconds. */
    Traffic(
            long connectionsOpened,
            long connectionsRefused,
            long connectionsFailed,
            long bytesIn,
            long bytesOut,
            Latencies connectMicros,
            Latencies firstByteMicros) {
        this(connectMicros, firstByteMicros);
        this.connectionsOpened = connectionsOpened;
        this.connectionsRefused = connectionsRefused;
        this.connectionsFailed = connectionsFailed;
        this.bytesIn = bytesIn;
        this.bytesOut = bytesOut;
    }

    static Traffic of(TrafficReport report) {
        return new Traffic(
                report.connectionsOpened(),
                report.connectionsRefused(),
                report.connectionsFailed(),
                report.bytesIn(),
                report.bytesOut(),
                Latencies.fromText(report.connectMicros()),
                Latencies.fromText(report.firstByteMicros()));
    }

    /**
     * The traffic of one listener.
     *
     * @param ofEndpoints whether only connections to these endpoints count
     */
    static Traffic of(ListenerSum listener, List<EndpointSum> endpoints, boolean ofEndpoints) {
        var traffic = new Traffic();
        for (var endpoint : endpoints) {
            traffic.connectionsOpened += ofEndpoints ? endpoint.connectionsOpened() : 0;
            traffic.connectionsFailed += ofEndpoints ? endpoint.attemptsFailed().sum() : 0;
            traffic.bytesIn += endpoint.bytesIn();
            traffic.bytesOut += endpoint.bytesOut();
            traffic.connectMicros.add(endpoint.connectMicros());
            traffic.firstByteMicros.add(endpoint.firstByteMicros());
        }
        if (!ofEndpoints) {
            traffic.connectionsOpened = listener.connectionsOpened();
            traffic.connectionsRefused = listener.refused().sum();
            traffic.connectionsFailed = listener.ended().of(NO_ENDPOINT);
        }
        return traffic;
    }

    /** Adds {@code other}, which it does not change. */
    public void add(Traffic other) {
        connectionsOpened += other.connectionsOpened;
        connectionsRefused += other.connectionsRefused;
        connectionsFailed += other.connectionsFailed;
        bytesIn += other.bytesIn;
        bytesOut += other.bytesOut;
        connectMicros.add(other.connectMicros);
        firstByteMicros.add(other.firstByteMicros);
    }

    public long connectionsOpened() {
        return connectionsOpened;
    }

    public long connectionsRefused() {
        return connectionsRefused;
    }

    public long connectionsFailed() {
        return connectionsFailed;
    }

    public long bytesIn() {
        return bytesIn;
    }

    public long bytesOut() {
        return bytesOut;
    }

    public Latencies connectMicros() {
        return connectMicros;
    }

    public Latencies firstByteMicros() {
        return firstByteMicros;
    }
}
