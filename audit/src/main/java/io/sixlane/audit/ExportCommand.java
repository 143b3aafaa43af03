package io.sixlane.audit;

import io.sixlane.audit.source.KafkaSource;
import io.sixlane.audit.source.MessageSource;
import io.sixlane.audit.source.RawMessage;
import io.sixlane.configuration.json.CanonicalJson;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.RelayStatus;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorApplied;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes the log out of Kafka. */
@Command(
        name = "export",
        description =
                "Write the log, its checkpoints and the applied revisions of relays to files with"
                        + " one JSON message per line.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private final LogOptions log = new LogOptions();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FILE",
            description = "The file for events; verify and replay read it with --file.")
    private Path to = Path.of("events.jsonl");

    @Option(
            names = "--checkpoints-to",
            paramLabel = "FILE",
            description = "The file for checkpoints; verify reads it with --checkpoints-file.")
    private @Nullable Path checkpointsTo;

    @Option(
            names = "--relays-to",
            paramLabel = "FILE",
            description =
                    "The file for the applied revisions of relays, each with its hash; verify and"
                            + " replay read it with --relays-file.")
    private @Nullable Path relaysTo;

    @Override
    public Integer call() throws IOException {
        try (var source = log.open()) {
            write(source, _ -> true, to);
        }
        if (checkpointsTo != null) {
            try (var source = KafkaSource.open(log.kafka(), Topics.CHECKPOINTS)) {
                write(source, _ -> true, checkpointsTo);
            }
        }
        if (relaysTo != null) {
            try (var source = KafkaSource.open(log.kafka(), Topics.RELAY_STATUS)) {
                write(source, ExportCommand::isAppliedRevision, relaysTo);
            }
        }
        return 0;
    }

    /** Heartbeats dominate the status topic and are useless afterwards. */
    static boolean isAppliedRevision(RawMessage message) {
        try {
            return ConfigurationJson.read(message.json(), RelayStatus.class)
                    instanceof AcceleratorApplied;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private void write(MessageSource source, Predicate<RawMessage> which, Path file)
            throws IOException {
        var written = new long[1];
        try (var stream = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            source.read(
                    message -> {
                        if (which.test(message)) {
                            writeLine(stream, message.json());
                            written[0]++;
                        }
                    },
                    new ProgressLine(spec.commandLine().getErr(), "Exporting " + source.name()));
        }
        var out = spec.commandLine().getOut();
        out.printf("%s messages of %s are in %s.%n", written[0], source.name(), file);
        out.flush();
    }

    private static void writeLine(OutputStream stream, byte[] json) {
        try {
            stream.write(onOneLine(json));
            stream.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes the JSON unchanged unless it contains a line feed; the hash does not cover spacing.
     */
    private static byte[] onOneLine(byte[] json) {
        for (var b : json) {
            if (b == '\n' || b == '\r') {
                return ConfigurationJson.write(CanonicalJson.tree(json));
            }
        }
        return json;
    }
}
