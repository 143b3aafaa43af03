package io.sixlane.audit;

import io.sixlane.audit.source.FileSource;
import io.sixlane.audit.source.KafkaSource;
import io.sixlane.audit.source.MessageSource;
import io.sixlane.audit.source.SourceException;
import io.sixlane.configuration.log.Topics;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checkpoints and the status of relays. Opened before the log: what they know by then, the log
 * knows when it is opened.
 */
record WitnessSources(Optional<MessageSource> checkpoints, Optional<MessageSource> relays)
        implements AutoCloseable {
    /**
     * @param checkpointsFile null for the topic, which need not exist
     * @param relaysFile the same
     */
    static WitnessSources open(
            LogOptions log, @Nullable Path checkpointsFile, @Nullable Path relaysFile) {
        return new WitnessSources(
                fileOrTopic(log, checkpointsFile, Topics.CHECKPOINTS), relays(log, relaysFile));
    }

    /**
     * @param file null for the topic, which need not exist
     */
    static Optional<MessageSource> relays(LogOptions log, @Nullable Path file) {
        return fileOrTopic(log, file, Topics.RELAY_STATUS);
    }

    private static Optional<MessageSource> fileOrTopic(
            LogOptions log, @Nullable Path file, String topic) {
        return file == null ? topic(log, topic) : Optional.of(FileSource.open(file));
    }

    /** Empty when events come from a file, or when Kafka lacks the topic. */
    private static Optional<MessageSource> topic(LogOptions log, String topic) {
        if (log.isFile()) {
            return Optional.empty();
        }
        try {
            return Optional.of(KafkaSource.open(log.kafka(), topic));
        } catch (SourceException e) {
            if (e.getCause() == null) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void close() {
        checkpoints.ifPresent(MessageSource::close);
        relays.ifPresent(MessageSource::close);
    }
}
