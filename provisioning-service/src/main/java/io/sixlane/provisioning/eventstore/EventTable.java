package io.sixlane.provisioning.eventstore;

/** What readers of the event table need to know besides its columns. */
public final class EventTable {
    /** The channel that is notified when a transaction with events commits. */
    public static final String DOORBELL = "sixlane_events";

    private EventTable() {}
}
