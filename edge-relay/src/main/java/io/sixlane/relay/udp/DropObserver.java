package io.sixlane.relay.udp;

/** Hears of dropped datagrams, on any event loop. */
@FunctionalInterface
public interface DropObserver {
    void dropped(DropCause cause, int datagrams);
}
