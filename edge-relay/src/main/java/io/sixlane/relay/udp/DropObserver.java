package io.sixlane.relay.udp;

/** Counts dropped datagrams; called on any event loop. */
@FunctionalInterface
public interface DropObserver {
    void dropped(DropCause cause, int datagrams);
}
