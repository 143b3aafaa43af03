package io.sixlane.benchmarks;

import io.sixlane.audit.replay.EventReader;
import io.sixlane.audit.replay.Moment;
import io.sixlane.audit.source.KafkaSource;
import io.sixlane.audit.source.MessageSource;
import io.sixlane.audit.source.Progress;
import io.sixlane.audit.source.RawMessage;
import io.sixlane.audit.verify.EventChains;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.topics.KafkaAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How long a generated log takes to be replayed, and to be verified, from a broker in this JVM. */
@Command(
        name = "replay",
        description = "Time to replay the log, and to verify it.",
        mixinStandardHelpOptions = true)
final class ReplayBenchmark implements Callable<Integer> {
    /**
     * The document that {@code --json} prints.
     *
     * @param heapMegabytesAfterReplay in MiB
     */
    record Result(
            int events,
            int accelerators,
            double replaySeconds,
            double verifySeconds,
            long heapMegabytesAfterReplay,
            int processors) {}

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--events", description = "in the log (default: 1000000)")
    private int events = 1_000_000;

    @Option(names = "--accelerators", description = "that they belong to (default: 1000)")
    private int accelerators = 1_000;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Override
    public Integer call() throws IOException, ExecutionException, InterruptedException {
        print(measure());
        return 0;
    }

    void print(Result result) {
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(ConfigurationJson.mapper().writeValueAsString(result));
        } else {
            out.printf(
                    Locale.ROOT,
                    "%d events, %d accelerators: replayed in %.1f s, verified in %.1f s%n",
                    events,
                    accelerators,
                    result.replaySeconds(),
                    result.verifySeconds());
        }
        out.flush();
    }

    private Result measure() throws IOException, ExecutionException, InterruptedException {
        var folder = Files.createTempDirectory("sixlane-bench");
        try (var kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0)) {
            publish(kafka.operator(), events, accelerators);
            var moment = new Moment(Instant.MAX);
            var reader = new EventReader("offset", moment::apply);
            var replay = timed(kafka, reader::accept);
            require(reader.events() == events, "events were lost");
            require(moment.accelerators().size() == accelerators, "accelerators were lost");
            var heap = usedHeap();
            var chains = new EventChains("the log");
            var verify = timed(kafka, chains::accept);
            require(chains.events() == events, "events were not verified");
            require(chains.findings().isEmpty(), "the chain does not hold");
            return new Result(
                    events,
                    accelerators,
                    seconds(replay),
                    seconds(verify),
                    heap,
                    Runtime.getRuntime().availableProcessors());
        } finally {
            Scratch.delete(folder);
        }
    }

    private static Duration timed(EmbeddedKafka kafka, Consumer<RawMessage> sink) {
        var began = System.nanoTime();
        try (MessageSource source = KafkaSource.open(kafka.operator(), Topics.EVENTS)) {
            var missing = source.read(sink, Progress.NONE);
            require(missing == 0, "the topic was cut");
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static void publish(KafkaAccess kafka, int events, int accelerators)
            throws ExecutionException, InterruptedException {
        var settings = kafka.settings();
        try (var admin = Admin.create(settings)) {
            admin.createTopics(
                            List.of(new NewTopic(Topics.EVENTS, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
        var log = new GeneratedLog(accelerators);
        try (var producer =
                new KafkaProducer<>(
                        kafka.settings(Map.of("linger.ms", 20)),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            for (var number = 0; number < events; number++) {
                var event = log.next();
                var _ =
                        producer.send(
                                new ProducerRecord<>(
                                        Topics.EVENTS,
                                        event.streamId(),
                                        ConfigurationJson.write(event)));
            }
            producer.flush();
        }
    }

    private static double seconds(Duration duration) {
        return Math.round(duration.toMillis() / 10.0) / 100.0;
    }

    /** Heap in use after a collection, in MiB; includes the broker. */
    private static long usedHeap() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
