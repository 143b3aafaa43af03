package io.sixlane.benchmarks.parts;

import io.sixlane.configuration.accelerator.AccessList;
import io.sixlane.configuration.accelerator.AccessList.Kind;
import io.sixlane.relay.accesslist.AccessTable;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
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
 * Whether a client may come in, by 5,000 prefixes: half of them let a /32 in, the others keep a /48
 * inside one of those out.
 */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AccessTableBenchmark {
    private static final int NESTS = 2_500;
    private static final int CLIENTS = 1 << 10;

    private final AccessTable table =
            AccessTable.of(
                    List.of(
                            new AccessList(Kind.ALLOW, texts(0, NESTS, "%s::/32"::formatted)),
                            new AccessList(Kind.DENY, texts(0, NESTS, "%s:bad::/48"::formatted))));
    private final InetAddress[] inside = clients(0, "%s:bad:1::1"::formatted);
    private final InetAddress[] between = clients(0, "%s:900d:1::1"::formatted);
    private final InetAddress[] outside = clients(NESTS, "%s:1:1::1"::formatted);
    private int turn;

    /** In a prefix within a prefix: refused. */
    @Benchmark
    public boolean in_two_entries() {
        return table.allows(next(inside));
    }

    /** In the wider prefix alone: admitted. */
    @Benchmark
    public boolean in_one_entry() {
        return table.allows(next(between));
    }

    /** Refused, since there is an ALLOW list. */
    @Benchmark
    public boolean in_no_entry() {
        return table.allows(next(outside));
    }

    private InetAddress next(InetAddress[] clients) {
        return clients[turn++ & (CLIENTS - 1)];
    }

    private static InetAddress[] clients(int firstNest, UnaryOperator<String> text) {
        return texts(firstNest, CLIENTS, text).stream()
                .map(InetAddress::ofLiteral)
                .toArray(InetAddress[]::new);
    }

    /** The first 32 bits of each nest, spread over the addresses in use. */
    private static List<String> texts(int firstNest, int count, UnaryOperator<String> text) {
        return IntStream.range(firstNest, firstNest + count)
                .map(number -> number * 40_503 & 0xffff)
                .mapToObj(
                        bits -> text.apply(String.format(Locale.ROOT, "2%03x:%x", bits >> 4, bits)))
                .toList();
    }
}
