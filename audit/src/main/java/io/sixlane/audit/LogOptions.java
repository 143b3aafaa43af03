package io.sixlane.audit;

import io.sixlane.audit.source.FileSource;
import io.sixlane.audit.source.KafkaSource;
import io.sixlane.audit.source.MessageSource;
import io.sixlane.configuration.log.Topics;
import io.sixlane.topics.KafkaAccess;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the log is. */
final class LogOptions {
    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT,…",
            description = "Kafka (default: ${DEFAULT-VALUE}).",
            defaultValue = "${SIXLANE_KAFKA_BOOTSTRAP_SERVERS:-127.0.0.1:19092}")
    private String bootstrap = "";

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description =
                    "Settings of Kafka's clients with the password, as its own tools take them"
                            + " (default: ${DEFAULT-VALUE}).",
            defaultValue = "${SIXLANE_KAFKA_SETTINGS:-.sixlane/secrets/operator/kafka.properties}")
    private String settings = "";

    @Option(
            names = "--topic",
            paramLabel = "NAME",
            description =
                    "The topic of the log; events is short for " + Topics.EVENTS + " (default).",
            defaultValue = "events")
    private String topic = "events";

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "A file that audit export wrote, instead of Kafka.")
    private @Nullable Path file;

    MessageSource open() {
        var from = file;
        return from == null ? KafkaSource.open(kafka(), topicName()) : FileSource.open(from);
    }

    boolean isFile() {
        return file != null;
    }

    KafkaAccess kafka() {
        return KafkaAccess.of(bootstrap, settings);
    }

    String topicName() {
        return topic.equals("events") ? Topics.EVENTS : topic;
    }
}
