package io.sixlane.benchmarks.relay;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./sixlane bench recording}: the cost of recording connections. */
@Command(
        name = "recording",
        description =
                "The relay with all its recording, with counters alone, and with none of it, in"
                        + " turns: Linux, as root, with nginx, iperf3 and wrk.",
        mixinStandardHelpOptions = true)
public final class RecordingCommand implements Callable<Integer> {
    private static final String WITH = "recording";
    private static final String COUNTING = "counting";
    private static final String WITHOUT = "nothing";
    private static final List<Column> COLUMNS = List.of(Column.KA, Column.CL);

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--rounds", description = "of each load on each relay (default: 5)")
    private int rounds = 5;

    @Option(names = "--seconds", description = "of each measurement (default: 3)")
    private int seconds = 3;

    @Option(names = "--warm-up", description = "seconds of each load on each relay (default: 15)")
    private int warmUp = 15;

    @Option(names = "--path", description = "native or portable (default: native)")
    private String path = "native";

    @Option(names = "--relay-jar", description = "default: this repository's")
    private @Nullable Path relayJar;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    private record Measured(Results results, long flows) {}

    @Override
    public Integer call() throws Exception {
        var hindrances = Host.hindrances();
        if (!hindrances.isEmpty()) {
            hindrances.forEach(spec.commandLine().getErr()::println);
            return 2;
        }
        var cpus = Cpus.of(Runtime.getRuntime().availableProcessors());
        var measured = measure(cpus);
        if (measured.flows() == 0) {
            spec.commandLine().getErr().println("nothing was recorded: this measures nothing");
            return 1;
        }
        var document = document(measured, cpus);
        var printer = spec.commandLine().getOut();
        printer.println(
                json
                        ? ConfigurationJson.mapper()
                                .writerWithDefaultPrettyPrinter()
                                .writeValueAsString(document)
                        : text(measured));
        printer.flush();
        return 0;
    }

    private Measured measure(Cpus cpus) throws IOException {
        var home = Path.of(System.getProperty("sixlane.home", "."));
        var jar = relayJar == null ? home.resolve("edge-relay/target/edge-relay.jar") : relayJar;
        try (var arena = Arena.open(cpus, jar.toAbsolutePath())) {
            var onInterrupt = Thread.ofPlatform().unstarted(() -> closeQuietly(arena));
            Runtime.getRuntime().addShutdownHook(onInterrupt);
            arena.startBroker();
            var peers =
                    List.<Peer>of(
                            relay(WITH, "1", true),
                            relay(COUNTING, "0", true),
                            relay(WITHOUT, "0", false));
            var results =
                    new Rounds(arena, peers, COLUMNS, spec.commandLine().getErr())
                            .run(COLUMNS, rounds, seconds, warmUp);
            return new Measured(results, arena.written(Topics.RELAY_FLOWS));
        }
    }

    private Peer relay(String name, String sampling, boolean counting) {
        return new Peer.Sixlane(
                name,
                path,
                0,
                Map.of(
                        "SIXLANE_KAFKA_BOOTSTRAP_SERVERS",
                        "127.0.0.1:" + Broker.PORT,
                        "SIXLANE_RELAY_FLOW_SAMPLING",
                        sampling,
                        "SIXLANE_RELAY_FLOW_COUNTING",
                        Boolean.toString(counting)));
    }

    private void closeQuietly(Arena arena) {
        try {
            arena.close();
        } catch (IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
        }
    }

    private Map<String, Object> document(Measured measured, Cpus cpus) {
        var document = new LinkedHashMap<String, Object>();
        document.put("ratios", ratios(measured.results(), WITH));
        document.put("countingRatios", ratios(measured.results(), COUNTING));
        document.put("flowsRecorded", measured.flows());
        var absolute = new LinkedHashMap<String, Object>();
        for (var peer : List.of(WITH, COUNTING, WITHOUT)) {
            var figures = new LinkedHashMap<String, Object>();
            for (var column : COLUMNS) {
                figures.put(column.label(), measured.results().value(peer, column));
                figures.put(
                        column.label() + "P99Millis", measured.results().p99Millis(peer, column));
            }
            absolute.put(peer, figures);
        }
        document.put("absolute", absolute);
        var machine = machine(cpus);
        machine.put("rounds", rounds);
        machine.put("secondsEach", seconds);
        machine.put("path", path);
        document.put("machine", machine);
        return document;
    }

    private static Map<String, Object> machine(Cpus cpus) {
        try (var meter = CpuMeter.create("source")) {
            return Machine.describe(cpus, meter.source());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ratio to the relay that records nothing, by round; above 1 it is the cost in CPU. */
    private static Map<String, Spread> ratios(Results results, String peer) {
        var ratios = new LinkedHashMap<String, Spread>();
        for (var column : COLUMNS) {
            ratios.put(column.label(), results.ratio(peer, WITHOUT, column, Sample::value));
            ratios.put(
                    column.label() + "Cpu",
                    results.ratio(peer, WITHOUT, column, Sample::cpuPerUnit));
        }
        return ratios;
    }

    private String text(Measured measured) {
        var text =
                new StringBuilder(
                        "Ratios to the same relay that records nothing: median (least–most) of"
                                + " %s rounds\n".formatted(rounds));
        text.append("%-12s %-22s %-22s%n".formatted("", "recording", "counters alone"));
        var with = ratios(measured.results(), WITH);
        var counting = ratios(measured.results(), COUNTING);
        with.forEach(
                (name, spread) ->
                        text.append(
                                "%-12s %-22s %-22s%n"
                                        .formatted(
                                                name,
                                                shown(spread),
                                                shown(counting.getOrDefault(name, Spread.NONE)))));
        return text.append("Flow records in Kafka: ").append(measured.flows()).toString();
    }

    private static String shown(Spread spread) {
        return String.format(
                Locale.ROOT, "%.3f (%.3f–%.3f)", spread.median(), spread.least(), spread.most());
    }
}
