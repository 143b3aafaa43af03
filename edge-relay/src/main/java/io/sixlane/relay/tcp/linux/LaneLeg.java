package io.sixlane.relay.tcp.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.sixlane.relay.forward.SendQueue;
import io.sixlane.relay.forward.TcpMeasurement;
import io.sixlane.relay.lane.FrameType;
import io.sixlane.relay.lane.Refusal;
import io.sixlane.relay.linux.Errno;
import io.sixlane.relay.linux.PipeCalls.Pipe;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.net.ProtocolException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The side of a connection that goes over a lane, from its OPEN to its last frame. Afterwards it is
 * detached: the lane carries the next flow, and what the other side of the connection has not taken
 * yet is its own matter.
 */
final class LaneLeg extends Leg {
    /** Sent, or received, before the endpoint is connected. */
    static final int EARLY_BYTES = 64 << 10;

    private final int flow;

    /** Null on the side that received the OPEN. */
    private final @Nullable Opening opening;

    private @Nullable Lane lane;

    /** Bytes sent (ingress) or received (egress) before the flow is opened. */
    private final ByteArrayOutputStream early = new ByteArrayOutputStream();

    private byte[] received = {};
    private int receivedFrom;
    private long takenBefore;
    private long linkRttNanos;
    private boolean opened;
    private boolean consuming;
    private boolean sentEnd;
    private boolean gotEnd;
    private boolean gotReset;
    private @Nullable Refusal refusal;

    /** Receives the outcome of a flow that this relay opened. */
    interface Opening {
        void opened(LaneLeg leg, byte[] message) throws ProtocolException;

        /** The leg is detached or ends with the connection; the lane may be dead. */
        void refused(LaneLeg leg, Refusal cause);
    }

    /**
     * @param opening null where the flow arrives
     */
    LaneLeg(Lane lane, int flow, @Nullable Opening opening) {
        this.lane = lane;
        this.flow = flow;
        this.opening = opening;
        this.ended = true; // frames follow one another, so a short read means nothing
        this.readable = true;
    }

    /**
     * @param taken bytes of this lane that the other relay had taken before
     * @param rttNanos of the link, 0 for unknown
     */
    void begins(long taken, long rttNanos) {
        takenBefore = taken;
        linkRttNanos = rttNanos;
    }

    /** How long, from when the flow began, this lane may stay silent. */
    long patienceNanos(RelayLoop loop) {
        return Impatience.nanos(measure(loop), linkRttNanos);
    }

    /** Whether the kernel of the other relay acknowledged nothing since the flow began. */
    boolean isSilent(RelayLoop loop, long waitedNanos) {
        return lane == null
                || (lane.taken() == takenBefore
                        && Impatience.isSilent(
                                waitedNanos, loop.options().silentNanos(lane.descriptor())));
    }

    /** Whether the other relay has taken some of it. */
    private boolean isTaken() {
        return lane != null && lane.isEstablished() && lane.taken() != takenBefore;
    }

    /** Why it is over without an answer: what may have reached the endpoint is not sent again. */
    Refusal unanswered() {
        return early.size() > 0 && isTaken() ? Refusal.LOST : Refusal.EXHAUSTED;
    }

    /** Lets nothing that waits in a lane which takes nothing be sent later. */
    void abandonLane() {
        if (lane != null && lane.isEstablished()) {
            lane.giveUp();
        } else if (lane != null) {
            lane.close();
        }
    }

    /** Whether bytes of the client went along with the question. */
    boolean hasKept() {
        return early.size() > 0;
    }

    int flow() {
        return flow;
    }

    /** Whether it waits for OPENED; the lane reads for it. */
    boolean isOpening() {
        return opening != null && !opened;
    }

    /** Whether it reads by itself; the lane does otherwise. */
    boolean isConsuming() {
        return consuming && !gotEnd;
    }

    /** Whether bytes arrive that the connection does not read yet. */
    boolean isEarly() {
        return opening == null && !consuming && !gotEnd;
    }

    boolean hasRoom() {
        return early.size() < EARLY_BYTES;
    }

    /** Copies {@code length} bytes that arrived early. */
    void keep(MemorySegment from, int length) {
        early.writeBytes(from.asSlice(0, length).toArray(JAVA_BYTE));
    }

    /** Returns and clears the client's early bytes. */
    byte[] takeKept() {
        var kept = early.toByteArray();
        early.reset();
        return kept;
    }

    /** Sets the cause that is reported if the flow ends before it is opened. */
    void refuse(Refusal cause) {
        refusal = cause;
    }

    @Nullable Refusal refusal() {
        return refusal;
    }

    /** The endpoint is connected; the egress reports it to the ingress. */
    void opened(byte[] message) throws ProtocolException {
        opened = true;
        if (opening == null) {
            Objects.requireNonNull(lane).send(FrameType.OPENED, flow, message);
            return;
        }
        early.reset();
        consuming = true;
        readable = true;
        writable = true;
        opening.opened(this, message);
    }

    /** END came. */
    void ended() {
        gotEnd = true;
        readable = true;
    }

    /** RESET or REFUSED came. */
    void wasReset(Refusal cause) {
        gotReset = true;
        if (isOpening()) {
            Objects.requireNonNull(opening).refused(this, cause);
        } else if (gotEnd || isEarly()) {
            fail(); // after its FIN the end of the stream is still one
        } else {
            readable = true;
        }
    }

    /**
     * The lane broke.
     *
     * @param cause {@link #unanswered} before it was closed
     */
    void lost(Refusal cause) {
        if (isOpening()) {
            Objects.requireNonNull(opening).refused(this, cause);
        } else {
            gotReset = true;
            fail();
        }
    }

    boolean isOver() {
        return (gotEnd || gotReset) && sentEnd;
    }

    boolean gotTerminal() {
        return gotEnd || gotReset;
    }

    /** The lane is free. */
    void detach() {
        lane = null;
        writable = !isOpening();
    }

    @Override
    int poll() {
        return 0;
    }

    @Override
    boolean splices() {
        return lane != null && !isOpening() && lane.wire().splices();
    }

    @Override
    int receive(RelayLoop loop, MemorySegment into, int most) {
        consuming = opening == null || opened;
        if (early.size() > 0 && opening == null) {
            received = takeKept();
        }
        if (receivedFrom < received.length) {
            var length = Math.min(most, received.length - receivedFrom);
            MemorySegment.copy(received, receivedFrom, into, JAVA_BYTE, 0, length);
            receivedFrom += length;
            return length;
        }
        received = new byte[0];
        receivedFrom = 0;
        var ready = advance();
        return ready > 0 ? read(Objects.requireNonNull(lane).input().receive(into, most)) : ready;
    }

    @Override
    int spliceInto(RelayLoop loop, int pipe, int most) {
        if (receivedFrom < received.length || early.size() > 0) {
            return 0;
        }
        var ready = advance();
        return ready > 0
                ? read(Objects.requireNonNull(lane).input().spliceInto(pipe, most))
                : ready;
    }

    /** Bytes that may be read, 0 at the end, or an error. */
    private int advance() {
        if (isOpening()) {
            return -Errno.EAGAIN;
        }
        if (gotEnd) {
            return 0;
        }
        if (gotReset) {
            return -Errno.ECONNRESET;
        }
        if (!consuming || lane == null) {
            return -Errno.EAGAIN;
        }
        var ready = lane.advance();
        if (gotEnd) {
            return 0;
        }
        return gotReset ? -Errno.ECONNRESET : read(ready == 0 ? -Errno.EAGAIN : ready);
    }

    private int read(int answer) {
        if (answer < 0 && answer != -Errno.EAGAIN && answer != -Errno.EINVAL && lane != null) {
            lane.brokeWhileUsed();
        }
        return answer;
    }

    @Override
    int send(RelayLoop loop, MemorySegment from, int length) {
        var room = isOpening() ? EARLY_BYTES - early.size() : length;
        if (lane == null || room == 0) {
            return lane == null && !isOpening() ? -Errno.EPIPE : -Errno.EAGAIN;
        }
        var sent = sent(lane.output().send(flow, from, Math.min(length, room)));
        if (sent > 0 && isOpening()) {
            keep(from, sent);
        }
        return sent;
    }

    @Override
    int spliceFrom(RelayLoop loop, int pipe, int length) {
        return lane == null ? -Errno.EPIPE : sent(lane.output().splice(flow, pipe, length));
    }

    private int sent(int answer) {
        if (answer > 0 && lane != null) {
            lane.tail().sent();
        }
        if (answer < 0 && answer != -Errno.EAGAIN && lane != null) {
            lane.brokeWhileUsed();
            return isOpening() ? -Errno.EAGAIN : answer;
        }
        return answer;
    }

    /** Held bytes that must still follow the last header. */
    @Override
    int promised() {
        return lane == null ? 0 : lane.output().promised();
    }

    @Override
    void takeOver(@Nullable Pipe pipe, byte[] bytes) {
        if (lane != null) {
            lane.output().takeOver(pipe, pipe != null ? bytes : firstOf(bytes));
        }
    }

    private byte[] firstOf(byte[] bytes) {
        var promised = promised();
        return bytes.length == promised ? bytes : Arrays.copyOf(bytes, promised);
    }

    @Override
    void finish(RelayLoop loop) {
        sentEnd = true;
        if (lane != null) {
            lane.send(FrameType.END, flow, Lane.NOTHING);
            lane.look();
        }
    }

    @Override
    void patience(RelayLoop loop) {
        // lanes have their own timeouts
    }

    @Override
    SendQueue sendQueue(RelayLoop loop) {
        return lane == null ? SendQueue.EMPTY : loop.options().sendQueue(lane.descriptor());
    }

    /** The lane keeps a final frame behind the bytes before it. */
    @Override
    boolean isDrained(RelayLoop loop) {
        return lane == null || lane.output().promised() == 0;
    }

    @Override
    @Nullable TcpMeasurement measure(RelayLoop loop) {
        return lane == null ? null : loop.options().measure(lane.descriptor());
    }

    @Override
    void close(RelayLoop loop, boolean byReset) {
        var carrier = lane;
        if (carrier == null) {
            return;
        }
        var terminal = gotTerminal();
        if (opening == null && !opened && !gotReset) {
            var cause = refusal == null ? Refusal.EXHAUSTED : refusal;
            carrier.send(FrameType.REFUSED, flow, cause.write());
        } else if (!sentEnd && !byReset && !failed && terminal) {
            carrier.send(FrameType.END, flow, Lane.NOTHING);
        } else if (!sentEnd || !terminal) {
            carrier.send(FrameType.RESET, flow, Lane.NOTHING);
        }
        sentEnd = true;
        carrier.released(this);
    }
}
