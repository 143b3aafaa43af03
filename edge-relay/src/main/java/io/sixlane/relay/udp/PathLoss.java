package io.sixlane.relay.udp;

import io.sixlane.relay.lane.datagram.Frame;

/**
 * The loss of a path in both directions, of the datagrams themselves: each answer to a ping has how
 * many were sent before and how many of them arrived. Older ones count less and less.
 */
final class PathLoss {
    /** Below which copies bring nothing (source: the rule of SD-WAN products, 0.3 to 1 %). */
    private static final double LEAST = 0.003;

    /** Datagrams of a direction before which nothing is known. */
    private static final double ENOUGH = 200;

    private static final double MOST_REMEMBERED = 2_000;

    private final Direction there = new Direction();
    private final Direction back = new Direction();
    private long streamBefore;

    private static final class Direction {
        private long sentBefore = -1;
        private long arrivedBefore;
        private double sent;
        private double lost;

        private void restart() {
            sentBefore = -1;
        }

        private void counted(long sentNow, long arrivedNow) {
            if (sentBefore >= 0 && sentNow > sentBefore) {
                var more = sentNow - sentBefore;
                sent += (double) more;
                lost += (double) Math.max(0, more - (arrivedNow - arrivedBefore));
                if (sent > MOST_REMEMBERED) {
                    lost *= MOST_REMEMBERED / sent;
                    sent = MOST_REMEMBERED;
                }
            }
            sentBefore = sentNow;
            arrivedBefore = arrivedNow;
        }

        private boolean loses() {
            return sent >= ENOUGH && lost / sent >= LEAST;
        }
    }

    /**
     * @param stream that the answer came in
     * @param counter how many datagrams that one had before
     * @param received how many of them arrived
     */
    void measured(Frame.Pong pong, long stream, long counter, long received) {
        if (stream != streamBefore) {
            streamBefore = stream;
            there.restart();
            back.restart();
        }
        there.counted(pong.counter(), pong.received());
        back.counted(counter, received);
    }

    boolean loses() {
        return there.loses() || back.loses();
    }
}
