package io.sixlane.audit.verify;

import org.jspecify.annotations.Nullable;

/**
 * Something that an untouched log does not have.
 *
 * @param source where it was found
 * @param streamId empty when it concerns no stream
 * @param revision 0 when it concerns no event
 * @param position in the source, -1 when the event is not there
 * @param expected the hash that had to be, null where none is known
 * @param found the hash that is, null where none is
 * @param sentence for people
 */
public record Finding(
        Kind kind,
        String source,
        String streamId,
        long revision,
        long position,
        @Nullable String expected,
        @Nullable String found,
        String sentence) {
    /** The damage to the event. */
    public enum Kind {
        /** Its JSON does not match its hash. */
        CHANGED,
        /** It is missing. */
        DROPPED,
        /** It stands after an event that it came before. */
        REORDERED,
        /** Another event, with a hash that is right in itself, is in its place. */
        REPLACED,
        /** It is no JSON of an event. */
        UNREADABLE,
        /** A checkpoint differs from the signed one, is missing, or none covers an event. */
        CHECKPOINT,
        /** There is no event to verify. */
        NOTHING
    }
}
