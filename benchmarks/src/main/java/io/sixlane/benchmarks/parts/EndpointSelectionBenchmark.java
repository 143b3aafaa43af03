package io.sixlane.benchmarks.parts;

import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.relay.endpoint.Candidate;
import io.sixlane.relay.endpoint.CheckedHealth;
import io.sixlane.relay.endpoint.Choices;
import io.sixlane.relay.endpoint.ConditionChanges;
import io.sixlane.relay.endpoint.EndpointCondition;
import io.sixlane.relay.endpoint.EndpointSelector;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.infra.Blackhole;

/** Which of ten endpoints of different weights a connection goes to; clients take turns. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EndpointSelectionBenchmark {
    private static final int ENDPOINTS = 10;
    private static final int CLIENTS = 1 << 10;

    private final EndpointSelector anywhere = selector(ClientAffinity.NONE);
    private final EndpointSelector staying = selector(ClientAffinity.SOURCE_IP);
    private final InetAddress[] clients =
            IntStream.range(0, CLIENTS)
                    .mapToObj(
                            number ->
                                    InetAddress.ofLiteral(
                                            String.format(Locale.ROOT, "2001:db8:1:%x::1", number)))
                    .toArray(InetAddress[]::new);
    private int turn;

    @Benchmark
    public Candidate by_weight() {
        return anywhere.choose(client()).next();
    }

    @Benchmark
    public Candidate under_affinity() {
        return staying.choose(client()).next();
    }

    /** As when the first endpoints refuse. */
    @Benchmark
    public void every_try_under_affinity(Blackhole tried) {
        for (Choices choices = staying.choose(client()); choices.hasNext(); ) {
            tried.consume(choices.next());
        }
    }

    private InetAddress client() {
        return clients[turn++ & (CLIENTS - 1)];
    }

    private static EndpointSelector selector(ClientAffinity affinity) {
        var changes = new ConditionChanges();
        return new EndpointSelector(
                List.of(group()),
                "local",
                443,
                new EndpointSelector.Affinity(affinity, 64),
                (_, _, _) ->
                        new EndpointCondition(changes, new CheckedHealth(changes, Instant.EPOCH)),
                changes,
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    private static EndpointGroup group() {
        return new EndpointGroup(
                new EndpointGroupId("epg-1"),
                "",
                "local",
                BackendService.OFF_CLOUD,
                false,
                IntStream.rangeClosed(1, ENDPOINTS)
                        .mapToObj(
                                number ->
                                        new Endpoint(
                                                new EndpointId("ep-" + number),
                                                EndpointType.CUSTOM_IP,
                                                "192.0.2." + number,
                                                10 * number))
                        .toList(),
                List.of());
    }
}
