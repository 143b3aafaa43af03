package io.sixlane.audit.source;

import java.util.function.Consumer;

/** Messages in the order in which they stand. Its end is fixed when it is opened. */
public interface MessageSource extends AutoCloseable {
    /** For people: {@code topic sixlane.configuration.events.v1}. */
    String name();

    /** What a position is here: offset, position or line. */
    String positionWord();

    /**
     * Gives all messages, once.
     *
     * @return how many are known to be missing before the first one, 0 of a source that cannot tell
     * @throws SourceException if the place cannot be read to its end
     */
    long read(Consumer<RawMessage> sink, Progress progress);

    /**
     * Gives what came after the end, waiting a moment for it. To be called after {@link #read}.
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
