package io.sixlane.relay.udp;

import io.sixlane.relay.lane.Refusal;
import io.sixlane.relay.lane.datagram.DatagramKeys;
import io.sixlane.relay.lane.datagram.Frame;
import io.sixlane.relay.lane.datagram.Sealer;
import io.sixlane.relay.lane.datagram.SharedKey;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The path of one event loop's datagrams to another relay. With a new key it is tried at once; it
 * is left when that relay does not answer pings, until it does. Confined to the loop.
 */
final class RelayPath {
    /** Pings without an answer after which the path is down. */
    static final int MOST_UNANSWERED = 8;

    private static final long EACH_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** For which a new key is believed to work. */
    private static final long FRESH_NANOS = EACH_NANOS;

    /** Until the path is proven, and while it is silent. */
    private static final long OFTEN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long LEAST_SUSPICION_NANOS = TimeUnit.MILLISECONDS.toNanos(150);
    private static final long LEAST_RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long MOST_RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    /** For which a relay that drains is left alone. */
    private static final long DRAINING_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final String relay;
    private final CarryIngress ingress;
    private final PathLoss loss = new PathLoss();
    private @Nullable Sealer sealer;
    private @Nullable SharedKey tried;
    private @Nullable InetSocketAddress address;
    private boolean proven;
    private long wantedNanos = System.nanoTime();
    private long sentNanos = wantedNanos;
    private long pingedNanos = wantedNanos - EACH_NANOS;
    private long drainedNanos = wantedNanos - DRAINING_NANOS;
    private long triedNanos;
    private boolean isWaiting;
    private int unanswered;
    private long rttNanos;

    RelayPath(String relay, CarryIngress ingress) {
        this.relay = relay;
        this.ingress = ingress;
    }

    String relay() {
        return relay;
    }

    /** A session would go by it. */
    void want(long nowNanos) {
        wantedNanos = nowNanos;
    }

    boolean isUnwanted(long nowNanos, long patienceNanos) {
        return nowNanos - wantedNanos > patienceNanos;
    }

    boolean isUsable(long nowNanos) {
        return sealer != null
                && (proven || nowNanos - triedNanos < FRESH_NANOS)
                && nowNanos - drainedNanos >= DRAINING_NANOS;
    }

    /** Whether nothing is awaited for long. */
    boolean isCalm(long nowNanos) {
        return proven && !(isWaiting && nowNanos - sentNanos > LEAST_SUSPICION_NANOS / 2);
    }

    /** Whether copies by another way are worth it. */
    boolean loses() {
        return loss.loses();
    }

    /** How long an answer may take before the question is repeated. */
    long retryNanos() {
        return Math.clamp(2 * rttNanos, LEAST_RETRY_NANOS, MOST_RETRY_NANOS);
    }

    void send(Frame frame) {
        var with = sealer;
        var to = address;
        if (with == null || to == null || frame.length() > Sealer.MOST_BYTES) {
            ingress.dropped();
            return;
        }
        if (!isWaiting) {
            isWaiting = true;
            sentNanos = System.nanoTime();
        }
        ingress.send(with, frame, to);
    }

    /** A datagram of that relay arrived. */
    void heard(SharedKey key) {
        isWaiting = false;
        unanswered = 0;
        if (!proven && sealer != null && sealer.shared() == key) {
            proven = true;
            ingress.observer().datagramPath(1);
        }
    }

    void answered(Frame.Pong pong, DatagramKeys.Unsealed around, long nowNanos) {
        if (sealer == null || around.key() != sealer.shared()) {
            return; // of a key that this path does not use any more
        }
        var took = nowNanos - pong.nanos();
        if (took >= 0) {
            rttNanos = rttNanos == 0 ? took : rttNanos + (took - rttNanos) / 8;
        }
        loss.measured(pong, around.stream(), around.counter(), around.received());
    }

    /** The relay refused a session. */
    void refused(Refusal cause) {
        if (cause == Refusal.DRAINING) {
            drainedNanos = System.nanoTime();
        }
    }

    /** Several times a second; returns whether the path went down. */
    boolean tick(long nowNanos, DatagramKeys keys, @Nullable InetSocketAddress peer) {
        address = peer;
        if (sealer == null || keys.isOld(sealer.shared())) {
            sealer = keys.sealer(relay);
        } else if (!proven && keys.hasNewer(sealer.shared())) {
            sealer = keys.sealer(relay); // the other relay may have restarted since
            unanswered = 0;
        }
        if (sealer == null || peer == null) {
            return down();
        }
        if (tried != sealer.shared()) {
            tried = sealer.shared();
            triedNanos = nowNanos;
        }
        var silent = isWaiting && nowNanos - sentNanos > suspicionNanos();
        if (proven && silent && unanswered >= MOST_UNANSWERED && isOverdue(nowNanos)) {
            return down();
        }
        var each = proven ? silent ? OFTEN_NANOS : EACH_NANOS : unprovenNanos();
        if (nowNanos - pingedNanos >= each) {
            pingedNanos = nowNanos;
            unanswered++;
            send(new Frame.Ping(nowNanos));
        }
        return false;
    }

    private long unprovenNanos() {
        return unanswered < MOST_UNANSWERED ? OFTEN_NANOS : EACH_NANOS;
    }

    private long suspicionNanos() {
        return Math.max(LEAST_SUSPICION_NANOS, 2 * rttNanos);
    }

    /** Whether the answers to all those pings had the time to arrive. */
    private boolean isOverdue(long nowNanos) {
        return nowNanos - sentNanos > suspicionNanos() + rttNanos + MOST_UNANSWERED * OFTEN_NANOS;
    }

    private boolean down() {
        var was = proven;
        proven = false;
        sealer = null;
        unanswered = 0;
        if (was) {
            ingress.observer().datagramPath(-1);
        }
        return was;
    }
}
