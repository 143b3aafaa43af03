package io.sixlane.relay.tcp.linux;

/** Receives a descriptor's events, edge-triggered, on its event loop. */
interface Polled {
    /**
     * @param events a union of {@link io.sixlane.relay.linux.EpollCalls}'s constants
     */
    void ready(int events);

    /** {@link #ready} threw. */
    void broken(Throwable cause);
}
