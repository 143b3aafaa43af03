package io.sixlane.relay.tcp.linux;

import java.util.concurrent.TimeUnit;

/**
 * Computes how many idle lanes to keep: one and a half times the flows that begin while a lane is
 * opened and warmed, by the average of ten seconds.
 */
final class LaneDemand {
    private static final double SPARE = 1.5;

    /** Round trips until a new lane is usable. */
    private static final int ROUND_TRIPS = 4;

    private static final int LEAST = 4;
    private static final int LEAST_STANDBY = 8;
    private static final int MOST = 256;
    private static final double AVERAGED_SECONDS = 10;
    private static final long IN_USE_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final long TOO_MUCH_NANOS = TimeUnit.MINUTES.toNanos(1);

    private double perSecond;
    private int opened;
    private long openedNanos;
    private long tickNanos;
    private long enoughNanos;
    private int target;
    private boolean used;

    void opened() {
        opened++;
        openedNanos = System.nanoTime();
        used = true;
    }

    /**
     * The number of idle lanes to keep. Called once a second, or less often.
     *
     * @param standby for flows that move here from another relay, 0 without
     */
    int target(long nowNanos, long rttNanos, int standby) {
        average(nowNanos);
        var wanted = Math.ceil(SPARE * perSecond * ROUND_TRIPS * rttNanos / 1e9);
        var own = isOver(nowNanos) ? 0 : (int) Math.clamp(wanted, LEAST, MOST);
        target = Math.max(own, standby);
        return target;
    }

    /**
     * The number of lanes that wait for these flows at another relay: as many as begin in one
     * second, since a flow keeps its lane for some round trips, and all those move at once that
     * began while the cut was unnoticed. Called once a second, or less often.
     */
    int standby(long nowNanos) {
        average(nowNanos);
        return (int) Math.clamp(Math.ceil(perSecond), LEAST_STANDBY, MOST);
    }

    private void average(long nowNanos) {
        var seconds = tickNanos == 0 ? 1 : (nowNanos - tickNanos) / 1e9;
        tickNanos = nowNanos;
        if (seconds > 0) {
            var weight = 1 - Math.exp(-seconds / AVERAGED_SECONDS);
            perSecond += weight * (opened / seconds - perSecond);
            opened = 0;
        }
    }

    /** Whether no flow began for ten minutes. */
    boolean isOver(long nowNanos) {
        return !used || nowNanos - openedNanos > IN_USE_NANOS;
    }

    /** Whether more than twice the target have been idle for a minute. */
    boolean isTooMuch(int idle, long nowNanos) {
        if (idle <= 2 * target || enoughNanos == 0) {
            enoughNanos = nowNanos;
        }
        return nowNanos - enoughNanos > TOO_MUCH_NANOS;
    }
}
