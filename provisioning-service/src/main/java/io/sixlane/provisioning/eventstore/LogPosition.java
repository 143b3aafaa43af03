package io.sixlane.provisioning.eventstore;

/**
 * A place in the order of publication: this row of the event table and all before it, by
 * transaction and then by position.
 *
 * @param xid the 64-bit id of the transaction, as text
 */
public record LogPosition(String xid, long position) {
    /** The position before the first event. */
    public static final LogPosition START = new LogPosition("0", 0);
}
