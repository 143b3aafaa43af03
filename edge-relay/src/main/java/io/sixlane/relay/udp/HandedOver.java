package io.sixlane.relay.udp;

import java.util.List;

/** The paused sessions of a path, which the next process of this relay may take over. */
public interface HandedOver {
    /** Their descriptors stay open until {@link #release}. */
    List<InheritedSession> sessions();

    /** The next process has them: ends them here. */
    void release();

    /** The next process is gone: resumes everything here. */
    void takeBack();
}
