package io.sixlane.benchmarks.ocean;

import io.sixlane.benchmarks.relay.Host;
import io.sixlane.configuration.json.ConfigurationJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./sixlane bench ocean}. */
@Command(
        name = "ocean",
        description =
                "From a client to a server across an ocean that this machine emulates, directly"
                        + " and by relays: Linux, as root, with haproxy, and tayga for NAT64.",
        mixinStandardHelpOptions = true)
public final class OceanCommand implements Callable<Integer> {
    private static final Rounds.Extent QUICK = new Rounds.Extent(1, 100, 30, false);
    private static final int QUICK_WATCH_SECONDS = 60;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--profiles", split = ",", description = "A,B,C,D,E,F (default: all)")
    private List<String> profiles = Stream.of(Profile.values()).map(Profile::name).toList();

    @Option(
            names = "--rows",
            split = ",",
            description =
                    "direct,nat64,haproxy-one,haproxy-two,sixlane-one,sixlane-cold,sixlane-warm,"
                            + "sixlane-tls,sixlane-auto (default: all that a profile is about)")
    private List<String> rows = Stream.of(Row.values()).map(Row::label).toList();

    @Option(names = "--rounds", description = "of a profile (default: 3)")
    private int rounds = 3;

    @Option(names = "--requests", description = "small objects per row and round (default: 100)")
    private int requests = 100;

    @Option(names = "--idle", description = "seconds before the 20 MB transfers (default: 30)")
    private int idle = 30;

    @Option(names = "--watch", description = "seconds of profile F (default: 600)")
    private int watch = 600;

    @Option(names = "--seed", description = "of losses and jitter (default: 1)")
    private long seed = 1;

    @Option(
            names = "--quick",
            description =
                    "one round of 100 small objects, no 20 MB over paths where it takes minutes, F"
                            + " for a minute")
    private boolean quick;

    @Option(
            names = "--json",
            arity = "0..1",
            fallbackValue = "-",
            paramLabel = "FILE",
            description = "write one JSON document to FILE, or print it")
    private @Nullable Path json;

    @Option(names = "--chart", paramLabel = "FILE", description = "write a chart as SVG")
    private @Nullable Path chart;

    @Option(names = "--relay-jar", description = "default: this repository's")
    private @Nullable Path relayJar;

    @Override
    public Integer call() throws Exception {
        var wantedProfiles = profiles.stream().map(this::profile).distinct().toList();
        var wantedRows = rows.stream().map(this::row).distinct().toList();
        var hindrances = Tools.hindrances(wantedRows);
        if (!hindrances.isEmpty()) {
            hindrances.forEach(spec.commandLine().getErr()::println);
            return 2;
        }
        var here = new ArrayList<>(wantedRows);
        if (wantedRows.contains(Row.NAT64) && Host.find("tayga").isEmpty()) {
            here.remove(Row.NAT64);
            say("Without nat64, since tayga is missing. Debian, Ubuntu: apt-get install tayga");
        }
        var extent = quick ? QUICK : new Rounds.Extent(rounds, requests, idle, true);
        var voyage = new Voyage(jar(), extent, quick ? QUICK_WATCH_SECONDS : watch, progress());
        var outcomes = new ArrayList<Outcome>();
        for (var profile : wantedProfiles) {
            var ofProfile = profile.rows().stream().filter(here::contains).toList();
            if (ofProfile.isEmpty()) {
                say("profile %s has none of these rows".formatted(profile));
            } else {
                outcomes.add(voyage.measure(profile, ofProfile, seed));
            }
        }
        write(outcomes, machine(extent));
        return isComplete(outcomes, here) ? 0 : 1;
    }

    /** Whether every row that its profile is about was measured. */
    private static boolean isComplete(List<Outcome> outcomes, List<Row> rows) {
        return outcomes.stream()
                .allMatch(
                        outcome ->
                                outcome.profile().rows().stream()
                                        .filter(rows::contains)
                                        .allMatch(outcome.figures()::containsKey));
    }

    private void write(List<Outcome> outcomes, Map<String, Object> machine) throws IOException {
        var document =
                ConfigurationJson.mapper()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(Document.of(outcomes, machine));
        var out = spec.commandLine().getOut();
        var isPrinted = json != null && json.toString().equals("-");
        if (json != null && !isPrinted) {
            Files.writeString(json, document + "\n");
        }
        if (chart != null) {
            Files.writeString(chart, Chart.of(outcomes));
        }
        out.println(isPrinted ? document : Table.of(outcomes) + machine);
        out.flush();
    }

    private Map<String, Object> machine(Rounds.Extent extent) throws IOException {
        var machine = new LinkedHashMap<String, Object>();
        machine.put("kernel", System.getProperty("os.version"));
        machine.put("cpus", Runtime.getRuntime().availableProcessors());
        machine.put("java", System.getProperty("java.vendor.version"));
        if (Host.find("haproxy").isPresent()) {
            machine.put(
                    "haproxy",
                    Host.output(List.of("haproxy", "-v")).lines().findFirst().orElse(""));
        }
        machine.put("links", "100 Mbit/s, queue 1000 packets");
        machine.put("congestionControl", "cubic; lanes bbr");
        machine.put("rounds", extent.rounds());
        machine.put("requestsPerRound", extent.requests());
        machine.put("idleSeconds", extent.idleSeconds());
        machine.put("seed", seed);
        return machine;
    }

    private Path jar() {
        var home = Path.of(System.getProperty("sixlane.home", "."));
        var jar = relayJar == null ? home.resolve("edge-relay/target/edge-relay.jar") : relayJar;
        return jar.toAbsolutePath();
    }

    private PrintWriter progress() {
        return spec.commandLine().getErr();
    }

    private void say(String what) {
        progress().println(what);
        progress().flush();
    }

    private Profile profile(String name) {
        try {
            return Profile.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "no such profile: " + name, e);
        }
    }

    private Row row(String label) {
        return Stream.of(Row.values())
                .filter(row -> row.label().equals(label))
                .findFirst()
                .orElseThrow(
                        () -> new ParameterException(spec.commandLine(), "no such row: " + label));
    }
}
