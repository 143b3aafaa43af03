package io.sixlane.benchmarks.write;

import io.sixlane.benchmarks.propagation.Distribution;
import io.sixlane.benchmarks.propagation.Preload;
import io.sixlane.benchmarks.write.WriteResult.Round;
import io.sixlane.configuration.json.ConfigurationJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Many writers rename one accelerator, then many; each is counted when it was accepted. */
@Command(
        name = "write",
        description = "Changes accepted a second, on one accelerator and on many.",
        mixinStandardHelpOptions = true)
public final class WriteCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--writers", description = "at the same time (default: 64)")
    private int writers = 64;

    @Option(names = "--accelerators", description = "of many (default: 1000)")
    private int accelerators = 1_000;

    @Option(names = "--commands", description = "that are measured, on each (default: 5000)")
    private int commands = 5_000;

    /** The first changes run on code that is not compiled yet. */
    @Option(
            names = "--warm-up",
            description = "before that, on each, not measured (default: 10000)")
    private int warmUp = 10_000;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        var home = Path.of(System.getProperty("sixlane.home", "."));
        var progress = spec.commandLine().getErr();
        progress.println("starting PostgreSQL, Kafka and provisioning");
        progress.flush();
        try (var stack = WriteStack.start(home, 1, accelerators, Map.of());
                var sending = new Writers(stack.ports());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            progress.println("writing");
            progress.flush();
            var _ = measure(sending, threads, warmUp, _ -> 0);
            var _ = measure(sending, threads, warmUp, number -> number % accelerators);
            var one = measure(sending, threads, commands, _ -> 0);
            var many = measure(sending, threads, commands, number -> number % accelerators);
            print(one, many, sending.unsure().size());
        }
        return 0;
    }

    private Round measure(
            Writers sending, ExecutorService threads, int commands, IntUnaryOperator accelerator)
            throws InterruptedException, ExecutionException {
        var next = new AtomicInteger();
        var began = System.nanoTime();
        List<Future<List<Long>>> running = new ArrayList<>();
        for (var writer = 0; writer < writers; writer++) {
            running.add(
                    threads.submit(
                            () -> {
                                var nanos = new ArrayList<Long>();
                                for (var n = next.getAndIncrement();
                                        n < commands;
                                        n = next.getAndIncrement()) {
                                    nanos.add(
                                            sending.rename(Preload.id(accelerator.applyAsInt(n))));
                                }
                                return nanos;
                            }));
        }
        var latencies = new ArrayList<Long>();
        for (var writer : running) {
            latencies.addAll(writer.get());
        }
        return Round.of(commands, (System.nanoTime() - began) / 1e9, new Distribution(latencies));
    }

    void print(Round one, Round many, int repeated) {
        var out = spec.commandLine().getOut();
        if (json) {
            var result = new WriteResult(one, many, accelerators, writers, commands, repeated);
            out.println(ConfigurationJson.mapper().writeValueAsString(result));
        } else {
            out.printf(
                    "%s changes each, %s writers, 1 or %s accelerators; ms until the answer%n",
                    commands, writers, accelerators);
            print("one accelerator", one);
            print("many accelerators", many);
            out.printf("%s attempts were not accepted and repeated%n", repeated);
        }
        out.flush();
    }

    private void print(String what, Round round) {
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%-18s %.1f a second  p50 %.1f  p90 %.1f  p99 %.1f  max %.1f%n",
                        what,
                        round.perSecond(),
                        round.p50Ms(),
                        round.p90Ms(),
                        round.p99Ms(),
                        round.maxMs());
    }
}
