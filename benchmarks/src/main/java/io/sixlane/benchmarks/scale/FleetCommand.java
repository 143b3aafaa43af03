package io.sixlane.benchmarks.scale;

import io.sixlane.benchmarks.Scratch;
import io.sixlane.benchmarks.write.MetricsRun;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.log.Topics;
import io.sixlane.fleet.Secrets;
import io.sixlane.fleet.SigningKeys;
import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.topics.KafkaAccess;
import io.sixlane.topics.KnownSigners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./sixlane bench fleet}. */
@Command(
        name = "fleet",
        description = {
            "Many relays without sockets on one Kafka: how long a change takes to all of them, how"
                    + " long a relay takes to read everything at its start, and how many reports a"
                    + " second one, two and three instances of the metrics service store.",
            "Everything shares this machine, so that times are longer than those of a fleet."
        },
        mixinStandardHelpOptions = true)
public final class FleetCommand implements Callable<Integer> {
    /** The first changes run on code that is not compiled yet; they are made and not counted. */
    private static final int WARM_UP = 20;

    /** Relays that start at the same time. */
    private static final int STARTING = 20;

    private static final long SEED = 1;
    private static final Duration POLL = Duration.ofMillis(250);

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--relays", description = "default: 200")
    private int relays = 200;

    @Option(names = "--accelerators", description = "up to 131072 (default: 10000)")
    private int accelerators = 10_000;

    @Option(names = "--changes", description = "that are measured (default: 100)")
    private int changes = 100;

    @Option(
            names = "--reports",
            description = "for the metrics service; 0 leaves it out (default: 100000)")
    private int reports = 100_000;

    @Option(
            names = "--instances",
            split = ",",
            description = "of the metrics service (default: 1,2,3)")
    private List<Integer> instances = List.of(1, 2, 3);

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    private final AtomicReference<@Nullable FleetRound> round = new AtomicReference<>();

    @Override
    public Integer call() throws Exception {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("relays", relays);
        figures.put("accelerators", accelerators);
        figures.put("changes", changes);
        var folder = Files.createTempDirectory("sixlane-fleet");
        try {
            measure(folder, figures);
        } finally {
            Scratch.delete(folder);
        }
        if (reports > 0) {
            var home = Path.of(System.getProperty("sixlane.home", "."));
            var stored = new ArrayList<MetricsRun.Result>();
            for (var count : instances) {
                output().progress(
                                "storing reports with "
                                        + count
                                        + " instances of the metrics service");
                stored.add(
                        new MetricsRun(home, reports, reports / 2, count, false, false).measure());
            }
            figures.put("reports", stored);
        }
        output().figures(figures);
        return 0;
    }

    private void measure(Path folder, Map<String, Object> figures)
            throws IOException, InterruptedException {
        var keys = new SigningKeys(new Secrets(folder.resolve("keys")), folder.resolve("signers"));
        keys.prepare(KnownSigners.CONTROL_PLANE);
        keys.prepare("relay");
        var image = new ScaleImage(accelerators, 1);
        var fleet = new ArrayList<FleetRelay>();
        try (var kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
                var topics =
                        ScaleTopics.open(
                                kafka.operator()
                                        .signed(
                                                keys.keyOf(KnownSigners.CONTROL_PLANE).toString(),
                                                ""))) {
            output().progress("writing the accelerators to Kafka");
            topics.send(image.all());
            var access =
                    kafka.operator()
                            .signed(keys.keyOf("relay").toString(), keys.signers().toString());
            output().progress("starting one relay from an empty disk");
            figures.put("start", start(access));
            output().progress("starting the others");
            while (fleet.size() < relays) {
                startSome(fleet, access);
            }
            output().progress("changing");
            change(topics, image, figures);
            fleet.forEach(FleetRelay::close);
        }
    }

    /** A thousand log-ins at the same moment would outlast the patience of most. */
    private void startSome(List<FleetRelay> fleet, KafkaAccess access) throws InterruptedException {
        var some = new ArrayList<FleetRelay>();
        while (some.size() < STARTING && fleet.size() < relays) {
            var number = fleet.size();
            var region = number == 0 ? ScaleImage.REGION : "region-" + number;
            var relay = FleetRelay.start(number, region, access, this::arrived);
            some.add(relay);
            fleet.add(relay);
        }
        for (var relay : some) {
            relay.awaitReading();
        }
    }

    private void arrived(int relay, AcceleratorImage image) {
        var current = round.get();
        if (current != null) {
            current.arrived(relay, image);
        }
    }

    /**
     * What a relay reads at its start.
     *
     * @param millis to read, check and decode everything, on all processors
     */
    private record Start(long millis, long records, long megabytes) {}

    private static Start start(KafkaAccess access) {
        var signers = access.signers();
        var began = System.nanoTime();
        var records = 0L;
        var bytes = 0L;
        try (var consumer = FleetRelay.consumer(access, "relay-that-starts")) {
            var partition = new TopicPartition(Topics.IMAGES, 0);
            consumer.seekToBeginning(List.of(partition));
            var end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                var batch = consumer.poll(POLL);
                records += batch.count();
                bytes +=
                        StreamSupport.stream(batch.spliterator(), true)
                                .peek(record -> FleetRelay.decoded(record, signers))
                                .mapToLong(record -> record.key().length + record.value().length)
                                .sum();
            }
        }
        return new Start((System.nanoTime() - began) / 1_000_000, records, Math.round(bytes / 1e6));
    }

    /** One after the other. */
    private void change(ScaleTopics topics, ScaleImage image, Map<String, Object> figures)
            throws IOException, InterruptedException {
        var toEach = new ArrayList<Long>();
        var toAll = new ArrayList<Long>();
        var random = new Random(SEED);
        for (var number = 0; number < WARM_UP + changes; number++) {
            var at = Instant.now().truncatedTo(ChronoUnit.MICROS);
            var changed = image.accelerator(random.nextInt(accelerators), 2L + number, at);
            var next = new FleetRound(changed, relays);
            round.set(next);
            topics.send(List.of(changed));
            var took = next.await();
            if (number >= WARM_UP) {
                toEach.addAll(took);
                toAll.add(Collections.max(took));
            }
        }
        figures.put("reachedEachMs", ScaleOutput.percentiles(toEach));
        figures.put("reachedAllMs", ScaleOutput.percentiles(toAll));
    }

    private ScaleOutput output() {
        return new ScaleOutput(spec, json);
    }
}
