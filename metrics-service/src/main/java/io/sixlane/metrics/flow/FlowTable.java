package io.sixlane.metrics.flow;

import io.sixlane.configuration.relay.FlowRecord;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;

/** Where flow records are kept. Calls block until the storage has answered. */
public interface FlowTable {
    /**
     * Stores these, all or nothing. A record of the same connection is replaced, unless it is the
     * one of its end.
     */
    void store(List<FlowRecord> flows);

    /**
     * The connections that left a relay from this address and port and were open at some moment
     * between {@code from} and {@code to}, both included; the newest first.
     *
     * @param account their owner; connections of others are left out
     * @param most of them at most
     */
    List<FlowRecord> behind(
            String account, InetAddress address, int port, Instant from, Instant to, int most);

    /** Removes what ended, or was last reported, before {@code moment}; returns how many. */
    int removeBefore(Instant moment);
}
