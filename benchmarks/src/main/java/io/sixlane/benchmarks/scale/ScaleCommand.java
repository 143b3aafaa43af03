package io.sixlane.benchmarks.scale;

import io.sixlane.benchmarks.ImageOnDisk;
import io.sixlane.benchmarks.Scratch;
import io.sixlane.fleet.Secrets;
import io.sixlane.fleet.SigningKeys;
import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.platform.FreePorts;
import io.sixlane.topics.KnownSigners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./sixlane bench scale}. */
@Command(
        name = "scale",
        description = {
            "One relay with very many listeners: how long it takes to start from the image on its"
                    + " disk while Kafka is away, to start with Kafka, and to apply one change; how"
                    + " much memory it needs.",
            "All accelerators listen on the same ports, each at an address of its own in a prefix"
                    + " pool, so that a port needs one socket for each event loop and not one for"
                    + " each accelerator: a process often may not open more than some thousand"
                    + " descriptors. On Linux."
        },
        mixinStandardHelpOptions = true)
public final class ScaleCommand implements Callable<Integer> {
    /** The first changes run on code that is not compiled yet; they are made and not counted. */
    private static final int WARM_UP = 50;

    private static final long SEED = 1;

    private static final String RECONCILE_SECONDS =
            "sixlane_configuration_reconcile_duration_seconds_sum";

    private static final double NANOS_PER_SECOND = 1e9;

    private static final String RELAY = "relay-bench";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--accelerators", description = "up to 131072 (default: 10000)")
    private int accelerators = 10_000;

    @Option(
            names = "--listeners",
            description = "of each accelerator, on ports from 20000 on (default: 10)")
    private int listeners = 10;

    @Option(names = "--changes", description = "that are measured (default: 200)")
    private int changes = 200;

    @Option(names = "--heap", description = "of the relay, as -Xmx takes it (default: 1g)")
    private String heap = "1g";

    @Option(names = "--relay-jar", description = "default: this repository's")
    private @Nullable Path relayJar;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        var image = new ScaleImage(accelerators, listeners);
        var folder = Files.createTempDirectory("sixlane-bench");
        try {
            output().figures(measure(image, folder));
        } finally {
            Scratch.delete(folder);
        }
        return 0;
    }

    private Map<String, Object> measure(ScaleImage image, Path folder) throws IOException {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("accelerators", accelerators);
        figures.put("listeners", accelerators * listeners);
        var state = Files.createDirectory(folder.resolve("relay"));
        ImageOnDisk.write(state, image.all());
        figures.put("imageMb", Math.round(Files.size(state.resolve("image.json")) / 1e6));
        var kafkaPort = FreePorts.next();
        var keys = new SigningKeys(new Secrets(folder.resolve("keys")), folder.resolve("signers"));
        keys.prepare(KnownSigners.CONTROL_PLANE);
        var access =
                EmbeddedKafka.beforeStart(
                                EmbeddedKafka.secrets(folder.resolve("kafka")), kafkaPort, RELAY)
                        .signed("", keys.signers().toString());
        var program = unpacked(folder);
        output().progress("starting once, for an archive of classes");
        ScaleRelay.record(program, Files.createDirectory(folder.resolve("first")), heap, access);
        output().progress("starting from disk");
        try (var relay = ScaleRelay.start(program, state, heap, access)) {
            figures.put("fromDisk", Start.of(relay, "serving the image on disk", image));
        }
        output().progress("starting Kafka and writing the accelerators to it");
        try (var kafka = EmbeddedKafka.start(folder.resolve("kafka"), kafkaPort);
                var topics =
                        ScaleTopics.open(
                                kafka.operator()
                                        .signed(
                                                keys.keyOf(KnownSigners.CONTROL_PLANE).toString(),
                                                ""))) {
            var _ = kafka.relay(RELAY);
            topics.send(image.all());
            output().progress("starting from Kafka");
            try (var relay = ScaleRelay.start(program, state, heap, access)) {
                figures.put("fromKafka", Start.of(relay, "caught up with the log", image));
                output().progress("changing");
                figures.putAll(change(relay, topics, image));
            }
            output().progress("starting from Kafka with an empty disk");
            var empty = Files.createDirectory(folder.resolve("empty"));
            try (var relay = ScaleRelay.start(program, empty, heap, access)) {
                var known = relay.await("caught up with the log");
                figures.put(
                        "fromEmptyDisk",
                        Map.of(
                                "servedMillis",
                                relay.millisUntil(known),
                                "boundMillis",
                                relay.millisUntil(relay.await("listeners reconciled"))));
            }
        }
        return figures;
    }

    private Path unpacked(Path folder) throws IOException {
        var home = Path.of(System.getProperty("sixlane.home", "."));
        var jar = relayJar == null ? home.resolve("edge-relay/target/edge-relay.jar") : relayJar;
        return ScaleRelay.unpack(jar, folder.resolve("program"));
    }

    /**
     * How a relay started.
     *
     * @param readMillis from the start of the process until the file was read
     * @param fileMillis of that, for reading the file
     * @param servedMillis from the start of the process until it knew what to serve
     * @param boundMillis from the start of the process until all listeners were bound
     * @param reconcileMillis of that, for binding
     * @param liveHeapMb what lives on the heap after a full collection
     * @param residentMb at the end, before that collection
     */
    private record Start(
            long readMillis,
            long fileMillis,
            long servedMillis,
            long boundMillis,
            long reconcileMillis,
            long liveHeapMb,
            long residentMb,
            long descriptors) {
        private static Start of(ScaleRelay relay, String served, ScaleImage image)
                throws IOException {
            var read = relay.await("image on disk read");
            var known = relay.await(served);
            var bound = relay.await("listeners reconciled");
            if (bound.number("listeners") != (long) image.accelerators() * image.listeners()) {
                throw new IOException("not all are bound: " + bound.text());
            }
            var resident = relay.residentMb();
            return new Start(
                    relay.millisUntil(read),
                    read.number("millis"),
                    relay.millisUntil(known),
                    relay.millisUntil(bound),
                    bound.number("millis"),
                    relay.liveHeapMb(),
                    resident,
                    relay.descriptors());
        }
    }

    /**
     * One after the other. Applying counts from before the record is handed to the producer to when
     * the relay says so, by this machine's clock; the relay's meter counts the rest.
     */
    private Map<String, Object> change(ScaleRelay relay, ScaleTopics topics, ScaleImage image)
            throws IOException {
        var applied = new ArrayList<Long>();
        var reconciled = new ArrayList<Long>();
        var random = new Random(SEED);
        var before = relay.meter(RECONCILE_SECONDS);
        for (var number = 0; number < WARM_UP + changes; number++) {
            var at = Instant.now().truncatedTo(ChronoUnit.MICROS);
            var changed = image.accelerator(random.nextInt(accelerators), 2L + number, at);
            topics.send(List.of(changed));
            var status = topics.awaitApplied(changed);
            if (!status.failures().isEmpty()) {
                throw new IOException("not applied: " + status.failures());
            }
            var after = relay.meter(RECONCILE_SECONDS);
            if (number >= WARM_UP) {
                applied.add(Duration.between(at, status.at()).toNanos());
                reconciled.add(Math.round((after - before) * NANOS_PER_SECOND));
            }
            before = after;
        }
        return Map.of(
                "appliedMs",
                ScaleOutput.percentiles(applied),
                "reconcileMs",
                ScaleOutput.percentiles(reconciled));
    }

    private ScaleOutput output() {
        return new ScaleOutput(spec, json);
    }
}
