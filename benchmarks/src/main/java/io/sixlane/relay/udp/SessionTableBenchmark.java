package io.sixlane.relay.udp;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The session of a datagram, among 100,000 that take turns. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SessionTableBenchmark {
    private static final int SESSIONS = 100_000;

    /** Without a common factor, so that every session has its turn. */
    private static final int STRIDE = 61_803;

    private static final long CLIENT_NETWORK = 0x2001_0db8_0001_0000L;
    private static final long LOCAL_NETWORK = 0x2001_0db8_00ff_0000L;

    private final Object[] sessions =
            IntStream.range(0, SESSIONS).mapToObj(_ -> new Object()).toArray();
    private final SessionTable<Object> table = new SessionTable<>();
    private final Map<Flow, Object> map = HashMap.newHashMap(SESSIONS);
    private final FlowKey key = new FlowKey();
    private int turn;

    /** The object that a map of the JDK needs for each look-up. */
    private record Flow(
            long clientHigh, long clientLow, long localHigh, long localLow, long ports) {}

    public SessionTableBenchmark() {
        for (var number = 0; number < SESSIONS; number++) {
            table.put(key(number), sessions[number]);
            map.put(flow(number), sessions[number]);
        }
    }

    @Benchmark
    public @Nullable Object known() {
        return table.get(key(next()));
    }

    @Benchmark
    public @Nullable Object known_in_a_hash_map() {
        return map.get(flow(next()));
    }

    /** The first datagram of a client. */
    @Benchmark
    public @Nullable Object unknown() {
        return table.get(key(SESSIONS + next()));
    }

    @Benchmark
    public int ended_and_begun_again() {
        var number = next();
        table.remove(key(number), sessions[number]);
        table.put(key(number), sessions[number]);
        return table.size();
    }

    private int next() {
        turn = (turn + STRIDE) % SESSIONS;
        return turn;
    }

    private FlowKey key(int number) {
        return key.set(network(number), host(number), LOCAL_NETWORK, 5, ports(number));
    }

    private static Flow flow(int number) {
        return new Flow(network(number), host(number), LOCAL_NETWORK, 5, ports(number));
    }

    private static long network(int number) {
        return CLIENT_NETWORK | (number & 0xffff);
    }

    /** As random as those of privacy extensions. */
    private static long host(int number) {
        return number * 0x9e37_79b9_7f4a_7c15L;
    }

    private static long ports(int number) {
        return FlowKey.portsOf(0, 1_024 + number % 64_000, 443);
    }
}
