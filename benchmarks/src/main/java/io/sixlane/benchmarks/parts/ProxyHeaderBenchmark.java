package io.sixlane.benchmarks.parts;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.relay.proxyprotocol.ConnectionTags;
import io.sixlane.relay.proxyprotocol.ProxyHeader;
import io.sixlane.relay.proxyprotocol.SimpleProxyHeader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The headers that carry the client's address to an endpoint, each of a client and address on IPv6.
 */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ProxyHeaderBenchmark {
    private final InetSocketAddress client =
            new InetSocketAddress(InetAddress.ofLiteral("2001:db8:1:2:a1b2:c3d4:e5f6:789"), 51_234);
    private final InetSocketAddress accelerated =
            new InetSocketAddress(InetAddress.ofLiteral("2001:db8:ff::5"), 443);
    private final ConnectionTags tags =
            new ConnectionTags(new AcceleratorId("ga-benchmark"), 123_456, "relay-1");

    @Benchmark
    public byte[] v1() {
        return ProxyHeader.v1(client, accelerated);
    }

    /** With its tags, the connection's own id and the checksum. */
    @Benchmark
    public byte[] v2() {
        return ProxyHeader.v2(
                ProxyHeader.Transport.STREAM,
                client,
                accelerated,
                tags,
                ConnectionTags.uniqueId(ConnectionTags.nextConnection()));
    }

    @Benchmark
    public byte[] simple() {
        return SimpleProxyHeader.of(client, accelerated);
    }
}
