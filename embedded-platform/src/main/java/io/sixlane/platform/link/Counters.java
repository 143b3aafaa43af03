package io.sixlane.platform.link;

/**
 * Packets of one direction since the seed was set.
 *
 * @param received that entered the link
 * @param lost of them, on the way or while it was cut
 * @param full of them, dropped by the queue
 */
record Counters(long received, long lost, long full) {
    public long delivered() {
        return received - lost - full;
    }
}
