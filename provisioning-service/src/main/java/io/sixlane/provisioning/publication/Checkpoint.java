package io.sixlane.provisioning.publication;

/**
 * A place in the event table: this row and all before it, by transaction and then by position.
 *
 * @param xid the 64-bit id of the transaction, as text
 */
record Checkpoint(String xid, long position) {
    static final Checkpoint START = new Checkpoint("0", 0);
}
