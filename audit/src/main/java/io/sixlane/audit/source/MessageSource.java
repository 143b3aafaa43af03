package io.sixlane.audit.source;

import java.util.function.Consumer;

/** Messages in the order in which they stand. Its end is fixed when it is opened. */
public interface MessageSource extends AutoCloseable {
    /** The name as people read it: {@code topic sixlane.configuration.events.v1}. */
    String name();

    /** The kind of its positions: offset, position or line. */
    String positionWord();

    /**
     * Gives all messages, once.
     *
     * @return the number of messages missing before the first one, 0 if unknown
     * @throws SourceException if the place cannot be read to its end
     */
    long read(Consumer<RawMessage> sink, Progress progress);

    /**
     * Reads messages that came after the end, waiting a moment for them. To be called after {@link
     * #read}.
     *
     * @return whether more may come: false of a source that does not grow
     * @throws SourceException if the place cannot be read
     */
    default boolean readOn(Consumer<RawMessage> sink) {
        return false;
    }

    @Override
    void close();
}
