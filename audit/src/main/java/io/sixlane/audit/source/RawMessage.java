package io.sixlane.audit.source;

import org.jspecify.annotations.Nullable;

/**
 * A message as it was found.
 *
 * @param partition of a topic; 0 elsewhere
 * @param position the offset in the partition, the position in the table, or the line in the file
 * @param key the stream or accelerator according to the source, null without one
 * @param revision the revision according to the source, 0 without one
 * @param json empty for a record without a value
 */
@SuppressWarnings("ArrayRecordComponent") // a million of them are never compared
public record RawMessage(
        int partition, long position, @Nullable String key, long revision, byte[] json) {}
