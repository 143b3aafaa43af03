package io.sixlane.benchmarks.relay;

import io.sixlane.configuration.json.ConfigurationJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--rounds", description = "of each column on each relay (default: 3)")
    private int rounds = 3;

    @Option(names = "--seconds", description = "of each measurement (default: 3)")
    private int seconds = 3;

    @Option(
            names = "--warm-up",
            description = "seconds of each of five loads on each relay before (default: 3)")
    private int warmUp = 3;

    @Option(
            names = "--columns",
            split = ",",
            description = "u1,u8,u64,d1,d8,d64,ka,cl,fb,idle (default: all)")
    private List<String> columns = Stream.of(Column.values()).map(Column::label).toList();

    @Option(names = "--relays", split = ",", description = "of the table (default: all)")
    private List<String> relays = Peer.ALL.stream().map(Peer::name).toList();

    @Option(names = "--relay-jar", description = "default: this repository's")
    private @Nullable Path relayJar;

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
        var peers = Peer.ALL.stream().filter(peer -> relays.contains(peer.name())).toList();
        var cpus = Cpus.of(Runtime.getRuntime().availableProcessors());
        var results = measure(wanted, peers, cpus);
        String source;
        try (var meter = CpuMeter.create("source")) {
            source = meter.source();
        }
        var machine = Machine.describe(cpus, source);
        machine.put("rounds", rounds);
        machine.put("secondsEach", seconds);
        machine.put("warmUpSecondsEach", warmUp);
        var document =
                ConfigurationJson.mapper()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(Document.of(results, wanted, machine));
        if (out != null) {
            Files.writeString(out, document + "\n");
        }
        var printer = spec.commandLine().getOut();
        printer.println(json ? document : text(results, wanted, machine.toString()));
        printer.flush();
        return 0;
    }

    private Results measure(List<Column> wanted, List<Peer> peers, Cpus cpus) throws IOException {
        var home = Path.of(System.getProperty("sixlane.home", "."));
        var jar = relayJar == null ? home.resolve("edge-relay/target/edge-relay.jar") : relayJar;
        try (var arena = Arena.open(cpus, jar.toAbsolutePath())) {
            var onInterrupt = Thread.ofPlatform().unstarted(() -> closeQuietly(arena));
            Runtime.getRuntime().addShutdownHook(onInterrupt);
            if (peers.stream().anyMatch(Peer.Lanes.class::isInstance)) {
                arena.startBroker();
            }
            return new Rounds(arena, peers, Rounds.WARMING, spec.commandLine().getErr())
                    .run(wanted, rounds, seconds, warmUp);
        }
    }

    /** Ctrl-C: the process ends, so what cannot be removed is only named. */
    private void closeQuietly(Arena arena) {
        try {
            arena.close();
        } catch (IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
        }
    }

    private static String text(Results results, List<Column> wanted, String machine) {
        return """
        Medians (least–most); u/d Gbit/s, ka/cl thousand/s, fb from connect to the first byte.

        %s
        Ratios to HAProxy's best: native %s
                                  native on one thread %s
                                  portable %s
        CPU per GB of each relay of a lane to that of a direct connection: plain %s, TLS %s
        %s\
        """
                .formatted(
                        Table.of(results, wanted),
                        results.ratios("sixlane"),
                        results.ratios("sixlane-1"),
                        results.ratios("sixlane-portable"),
                        results.cpuPerGbRatio("sixlane-lane", "sixlane"),
                        results.cpuPerGbRatio("sixlane-lane-tls", "sixlane"),
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
