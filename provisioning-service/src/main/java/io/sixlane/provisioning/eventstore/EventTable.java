package io.sixlane.provisioning.eventstore;

/** Rules for readers of the event table that its columns do not show. */
public final class EventTable {
    /** The channel that is notified when a transaction with events commits. */
    public static final String CHANNEL = "sixlane_events";

    private EventTable() {}
}
