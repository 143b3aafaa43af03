package io.sixlane.metrics.window;

import io.sixlane.configuration.relay.TrafficReport.EndpointTraffic;
import org.jspecify.annotations.Nullable;

/** Sums of traffic to endpoints. Mutable, for one thread. */
public final class EndpointSum {
    private final Causes attemptsFailed = new Causes();
    private final Ways ways = new Ways();
    private final Latencies connectMicros = Latencies.none();
    private final Latencies firstByteMicros = Latencies.none();
    private final Latencies durationMillis = Latencies.none();
    private final TcpSum client = new TcpSum();
    private final TcpSum endpoint = new TcpSum();
    private long connectionsOpened;
    private long connectionsActive;
    private long bytesIn;
    private long bytesOut;

    /** Adds {@code other} except its open connections, which are not summed over time. */
    public void add(EndpointTraffic other) {
        connectionsOpened += other.connectionsOpened();
        bytesIn += other.bytesIn();
        bytesOut += other.bytesOut();
        attemptsFailed.add(other.attemptsFailed());
        ways.add(other.ways());
        add(connectMicros, other.connectMicros());
        add(firstByteMicros, other.firstByteMicros());
        add(durationMillis, other.durationMillis());
        client.add(other.client());
        endpoint.add(other.endpoint());
    }

    /** Adds another sum, open connections too. */
    public void add(EndpointSum other) {
        connectionsOpened += other.connectionsOpened;
        connectionsActive += other.connectionsActive;
        bytesIn += other.bytesIn;
        bytesOut += other.bytesOut;
        attemptsFailed.add(other.attemptsFailed);
        ways.add(other.ways);
        connectMicros.add(other.connectMicros);
        firstByteMicros.add(other.firstByteMicros);
        durationMillis.add(other.durationMillis);
        client.add(other.client);
        endpoint.add(other.endpoint);
    }

    private static void add(Latencies into, @Nullable String text) {
        if (text != null) {
            into.add(Latencies.fromText(text));
        }
    }

    /** Adds the open connections of {@code other}. */
    public void addActive(EndpointTraffic other) {
        connectionsActive += other.connectionsActive();
    }

    public long connectionsOpened() {
        return connectionsOpened;
    }

    public long connectionsActive() {
        return connectionsActive;
    }

    public Causes attemptsFailed() {
        return attemptsFailed;
    }

    public Ways ways() {
        return ways;
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

    public Latencies durationMillis() {
        return durationMillis;
    }

    /** Between clients and relays. */
    public TcpSum client() {
        return client;
    }

    /** Between relays and endpoints. */
    public TcpSum endpoint() {
        return endpoint;
    }

    EndpointTraffic toReport(EndpointKey key) {
        return new EndpointTraffic(
                key.endpointGroupId(),
                key.region(),
                key.endpointId(),
                connectionsOpened,
                connectionsActive,
                attemptsFailed.toReport(),
                ways.counts(),
                bytesIn,
                bytesOut,
                textOf(connectMicros),
                textOf(firstByteMicros),
                textOf(durationMillis),
                client.toReport(),
                endpoint.toReport());
    }

    private static @Nullable String textOf(Latencies latencies) {
        return latencies.count() == 0 ? null : latencies.toText();
    }
}
