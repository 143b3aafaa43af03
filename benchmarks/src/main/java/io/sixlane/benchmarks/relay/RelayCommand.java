package io.sixlane.benchmarks.relay;

import io.sixlane.configuration.json.ConfigurationJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./sixlane bench relay}. */
@Command(
        name = "relay",
        description =
                "The relay beside HAProxy and nginx: Linux, as root, with haproxy, nginx with its"
                        + " stream module, iperf3 and wrk.",
        mixinStandardHelpOptions = true)
public final class RelayCommand implements Callable<Integer> {
    private static final int MOST_PAIRS = 200;

    /** The row of {@code --before}. */
    private static final String BEFORE = "before";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--rounds",
            description =
                    "of each column on each relay for the table, before the pairs (default: 2)")
    private int rounds = 2;

    @Option(names = "--seconds", description = "of each measurement (default: 2)")
    private int seconds = 2;

    @Option(
            names = "--minutes",
            description = "of pairs for each of Sixlane's rows at most (default: 20)")
    private int minutes = 20;

    @Option(
            names = "--within",
            description =
                    "percent of a ratio that half of its 95 %% interval may be wide (default: 4)")
    private double within = 4;

    @Option(names = "--pairs", description = "of each ratio at least (default: 6)")
    private int pairs = 6;

    @Option(names = "--seed", description = "of the order and the intervals (default: the time)")
    private long seed = System.currentTimeMillis();

    @Option(
            names = "--warm-up",
            description = "seconds of each of five loads on each relay before (default: 3)")
    private int warmUp = 3;

    @Option(
            names = "--columns",
            split = ",",
            description =
                    "u1,u8,u64,d1,d8,d64,ka,cl,fb,fresh,idle,crowd,p64,p1200,p64x10k,p1200x10k,shaped"
                            + " (default: all)")
    private List<String> columns = Stream.of(Column.values()).map(Column::label).toList();

    @Option(names = "--relays", split = ",", description = "of the table (default: all)")
    private List<String> relays = Peers.ALL.stream().map(Peer::name).toList();

    @Option(names = "--relay-jar", description = "default: this repository's")
    private @Nullable Path relayJar;

    @Option(
            names = "--before",
            description = "the relay's jar of another build, compared with instead of HAProxy")
    private @Nullable Path before;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Option(names = "--out", description = "write the JSON document to this file, too")
    private @Nullable Path out;

    @Override
    public Integer call() throws Exception {
        var hindrances = Host.hindrances();
        if (!hindrances.isEmpty()) {
            hindrances.forEach(spec.commandLine().getErr()::println);
            return 2;
        }
        var wanted = columns.stream().map(this::column).distinct().toList();
        var peers = peers();
        var cpus = Cpus.of(Runtime.getRuntime().availableProcessors());
        var outcome = measure(wanted, peers, cpus);
        String source;
        try (var meter = CpuMeter.create("source")) {
            source = meter.source();
        }
        var machine = Machine.describe(cpus, source);
        machine.put("rounds", rounds);
        machine.put("secondsEach", seconds);
        machine.put("warmUpSecondsEach", warmUp);
        machine.put("minutesOfPairs", minutes);
        machine.put("withinPercent", within);
        machine.put("leastPairs", pairs);
        machine.put("seed", seed);
        machine.put(
                "systemCallsFrom",
                CallMeter.hindrance().isEmpty() ? "tracepoints" : CallMeter.hindrance());
        var document =
                ConfigurationJson.mapper()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(Document.of(outcome, machine));
        if (out != null) {
            Files.writeString(out, document + "\n");
        }
        var printer = spec.commandLine().getOut();
        printer.println(json ? document : text(outcome, machine.toString()));
        printer.flush();
        return 0;
    }

    private List<Peer> peers() {
        var named = Peers.ALL.stream().filter(peer -> relays.contains(peer.name()));
        return before == null
                ? named.toList()
                : Stream.concat(
                                named.filter(peer -> peer == Peers.DIRECT || peer.warms()),
                                Stream.of(
                                        new Peer.Sixlane(
                                                BEFORE,
                                                "native",
                                                0,
                                                Map.of(),
                                                before.toAbsolutePath())))
                        .toList();
    }

    private List<String> rivals() {
        return before == null ? Peers.RIVALS.stream().map(Peer::name).toList() : List.of(BEFORE);
    }

    private Outcome measure(List<Column> wanted, List<Peer> peers, Cpus cpus) throws IOException {
        var home = Path.of(System.getProperty("sixlane.home", "."));
        var jar = relayJar == null ? home.resolve("edge-relay/target/edge-relay.jar") : relayJar;
        try (var arena = Arena.open(cpus, jar.toAbsolutePath())) {
            var onInterrupt = Thread.ofPlatform().unstarted(() -> closeQuietly(arena));
            Runtime.getRuntime().addShutdownHook(onInterrupt);
            if (peers.stream().anyMatch(Peer.Lanes.class::isInstance)) {
                arena.startBroker();
            }
            var progress = spec.commandLine().getErr();
            var results =
                    new Rounds(arena, peers, Rounds.WARMING, progress)
                            .run(wanted, rounds, seconds, warmUp, CallMeter.hindrance().isEmpty());
            return new Outcome(
                    results, compared(arena, results, wanted, peers), wanted, rivals(), seed);
        }
    }

    private Map<String, Comparison> compared(
            Arena arena, Results results, List<Column> wanted, List<Peer> peers)
            throws IOException {
        var byName = new LinkedHashMap<String, Peer>();
        Stream.concat(Peers.ALL.stream(), peers.stream())
                .forEach(peer -> byName.put(peer.name(), peer));
        var choice = new Choice(results, rivals(), wanted);
        var duels = new Duels(arena, byName, new Random(seed), spec.commandLine().getErr());
        var precision = new Precision(within / 100, pairs, MOST_PAIRS);
        var comparisons = new LinkedHashMap<String, Comparison>();
        for (var subject : Peers.SUBJECTS) {
            var goals = peers.contains(subject) ? choice.goals(subject) : List.<Goal>of();
            if (minutes > 0 && !goals.isEmpty()) {
                var comparison = new Comparison(goals, precision, seed);
                duels.run(subject.name(), comparison, Duration.ofMinutes(minutes), seconds, warmUp);
                comparisons.put(subject.name(), comparison);
            }
        }
        return comparisons;
    }

    /** Ctrl-C: the process ends, so what cannot be removed is only named. */
    private void closeQuietly(Arena arena) {
        try {
            arena.close();
        } catch (IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
        }
    }

    private String text(Outcome outcome, String machine) {
        return """
        Medians (least–most); u/d Gbit/s, ka/cl thousand/s, fb from connect to the first byte.

        %s
        Ratios to %s, of relays over lanes to sixlane: median of the
        pairs (95 %% interval, pairs).

        %s
        %s\
        """
                .formatted(
                        Table.of(outcome.results(), outcome.columns()),
                        before == null ? "HAProxy's best of each column" : "the build of " + before,
                        Table.ratios(outcome),
                        machine);
    }

    private Column column(String label) {
        try {
            return Column.valueOf(label.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "no such column: " + label, e);
        }
    }
}
