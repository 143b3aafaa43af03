package io.sixlane.relay.udp;

import java.util.List;

/** What a path leaves to the next process of this relay; it receives nothing of it meanwhile. */
public interface HandedOver {
    /** Their descriptors stay open until {@link #release}. */
    List<HeldSession> sessions();

    /** The next process has them: here they end. */
    void release();

    /** The next process is gone: everything goes on here. */
    void takeBack();
}
