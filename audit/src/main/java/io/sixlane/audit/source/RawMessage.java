package io.sixlane.audit.source;

import org.jspecify.annotations.Nullable;

/**
 * A message as it was found.
 *
 * @param partition of a topic; 0 elsewhere
 * @param position the offset in the partition, the position in the table, or the line in the file
 * @param key what the place says the message is about, null where it does not say
 * @param revision what the place says its revision is, 0 where it does not say
 * @param json empty for a record without a value
 */
@SuppressWarnings("ArrayRecordComponent") // a million of them are never compared
public record RawMessage(
        int partition, long position, @Nullable String key, long revision, byte[] json) {}
