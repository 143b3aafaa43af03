package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.lane.FrameType;
import io.sixlane.relay.lane.security.LaneCrypto;
import io.sixlane.relay.linux.EpollCalls;
import io.sixlane.relay.linux.Errno;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to another relay, on one event loop. It carries a flow from its OPEN until both
 * sides have sent their last frame of it, and then the next one.
 */
final class Lane extends Wheel.Entry implements Polled {
    static final byte[] NOTHING = {};
    private static final Logger log = LoggerFactory.getLogger(Lane.class);
    private static final long PING_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long GREETING_NANOS = LaneCrypto.LONGEST_HANDSHAKE.toNanos();

    private final RelayLoop loop;
    private final int descriptor;
    private final LaneWire wire;
    private final LaneInput input;
    private final LaneOutput output;
    private final LaneOwner owner;
    private final boolean connects;
    private final long startedNanos = System.nanoTime();
    private final LaneFlows flows;
    private final LaneTalk talk;
    private final LaneReader reader;
    private final LaneTail tail;
    private final LaneWarmer warmer;
    private final LaneWear wear = new LaneWear();
    private final LaneSilence silence = new LaneSilence();
    private int slot = -1;
    private long rttNanos;
    private boolean writable;
    private boolean connected;
    private boolean established;
    private boolean goingAway;
    private boolean broken;
    private boolean closed;
    private boolean looking;

    /**
     * @param connects whether this side opened it, and opens its flows
     */
    Lane(RelayLoop loop, int descriptor, LaneWire wire, LaneOwner owner, boolean connects) {
        this.loop = loop;
        this.descriptor = descriptor;
        this.wire = wire;
        this.owner = owner;
        this.connects = connects;
        this.flows = new LaneFlows(loop, this);
        this.tail = new LaneTail(loop, this, owner);
        this.warmer = new LaneWarmer(loop, this, owner, connects);
        this.talk = new LaneTalk(loop, this, flows, owner, connects);
        this.input = new LaneInput(loop, wire, talk);
        this.reader = new LaneReader(loop, this, input, flows);
        this.output = new LaneOutput(loop, wire);
    }

    /** 0, or errno negated. */
    int start() {
        slot = loop.poller().add(descriptor, this);
        loop.wheel().add(this, GREETING_NANOS, loop.poller().roundNanos());
        return Math.min(slot, 0);
    }

    int descriptor() {
        return descriptor;
    }

    LaneWire wire() {
        return wire;
    }

    LaneInput input() {
        return input;
    }

    LaneOutput output() {
        return output;
    }

    /** Null where nothing is proven. */
    byte @Nullable [] probeKey() {
        return wire.probeKey(connects);
    }

    LaneWarmer warmer() {
        return warmer;
    }

    LaneTail tail() {
        return tail;
    }

    /** When it was opened; 0 where unknown. */
    long rttNanos() {
        return rttNanos;
    }

    LaneFlows flows() {
        return flows;
    }

    boolean isWritable() {
        return established && writable && !closed;
    }

    /** Whether another one should carry the next flow. */
    boolean isWorn() {
        return wear.isOver(ageNanos(), Math.max(input.bytes(), output.bytes()));
    }

    long ageNanos() {
        return System.nanoTime() - startedNanos;
    }

    /** Whether a flow may begin. */
    boolean canCarry() {
        return established && !goingAway && !broken && !closed && flows.isFree();
    }

    /** Whether it can still be read from. */
    boolean isReadable() {
        return established && !broken && !closed;
    }

    boolean isEstablished() {
        return established;
    }

    String peer() {
        return wire.peer();
    }

    /** Queues a message, and sends it if the socket takes it. */
    void send(FrameType type, int number, byte[] payload) {
        if (closed) {
            return; // the descriptor may be another's
        }
        output.message(type, number, payload);
        if (established) {
            flush();
            if (number > 0) {
                tail.sent();
            }
        }
    }

    /** No flow begins here any more; ends with the one that it carries. */
    void goAway() {
        if (!goingAway && !closed) {
            goingAway = true;
            send(FrameType.GOAWAY, 0, NOTHING);
            look();
        }
    }

    private void flush() {
        if (closed) {
            return;
        }
        var answer = output.flush();
        if (answer == -Errno.EAGAIN) {
            writable = false;
        } else if (answer < 0) {
            brokeWhileUsed();
        }
    }

    @Override
    public void ready(int events) {
        if ((events & (EpollCalls.OUT | EpollCalls.ERR | EpollCalls.HUP)) != 0) {
            writable = true;
            if (established) {
                flush();
            }
        }
        if ((events & ~EpollCalls.OUT) != 0) {
            reader.ready();
        }
        if (!established && !begin()) {
            return;
        }
        reader.read();
        wake();
    }

    /** Whether the connection is made, and both ends have proven who they are. */
    private boolean begin() {
        if (!writable && !connected) {
            return false;
        }
        var answer = connected ? 0 : -loop.options().error(descriptor);
        connected = true;
        answer = answer < 0 ? answer : wire.greet();
        if (answer == -Errno.EAGAIN) {
            return false;
        }
        if (answer < 0) {
            close();
            return false;
        }
        established = true;
        reader.ready();
        var measured = loop.options().measure(descriptor);
        rttNanos = measured == null ? 0 : TimeUnit.MICROSECONDS.toNanos(measured.rttMicros());
        owner.established(this);
        var waiting = flows.leg();
        if (waiting != null) {
            waiting.begins(taken(), rttNanos);
        }
        flush();
        return !closed;
    }

    private void wake() {
        var carried = flows.leg();
        if (carried != null && !closed) {
            carried.readable |= reader.isReadable();
            carried.writable |= writable;
            wake(carried);
        }
    }

    private static void wake(LaneLeg carried) {
        var connection = carried.connection();
        if (connection == null) {
            return;
        }
        try {
            connection.ready(carried);
        } catch (Throwable e) { // an Error too must end this connection and not the lane
            connection.broken(e);
        }
    }

    /** Bytes of the flow that may be read, 0 when a message came, or an error. */
    int advance() {
        return reader.advance();
    }

    /** Ends the lane soon, outside of the current call of its flow. */
    void brokeWhileUsed() {
        if (!broken) {
            broken = true;
            if (!goingAway) {
                owner.broke(this);
            }
            loop.executor().execute(this::close);
        }
    }

    void closeIfBroken() {
        if (broken) {
            close();
        }
    }

    /** As {@link #brokeWhileUsed}, and the kernel drops what it has not sent. */
    void giveUp() {
        loop.options().resetOnClose(descriptor);
        brokeWhileUsed();
    }

    /** Bytes that the other relay has acknowledged. */
    long taken() {
        return loop.options().sendQueue(descriptor).taken();
    }

    /** The other side accepts no further flow here. */
    void mustLeave() {
        goingAway = true;
        look();
    }

    /** The connection of the flow is over; what is left of it is this lane's. */
    void released(LaneLeg carried) {
        if (flows.leg() != carried) {
            return;
        }
        flows.released(carried, System.nanoTime());
        if (broken) {
            close();
            return;
        }
        look();
    }

    /** Checks soon whether the flow is over, and the lane with it. */
    void look() {
        if (!looking) {
            looking = true;
            loop.executor().execute(this::lookNow);
        }
    }

    /** As {@link #look}, once the event loop has served others: tasks run before its sockets. */
    void lookLater() {
        lookIn(TimeUnit.MILLISECONDS.toNanos(1));
    }

    void lookIn(long nanos) {
        if (!looking) {
            looking = true;
            var _ = loop.executor().schedule(this::lookNow, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void lookNow() {
        looking = false;
        if (closed) {
            return;
        }
        flows.settle();
        reader.read();
        wake();
        if (flows.isFree() && !closed) {
            if (goingAway && connects) {
                close();
            } else if (established && flows.begun() > 0) {
                owner.free(this);
            }
        }
    }

    @Override
    long look(long nowNanos) {
        if (closed) {
            return -1;
        }
        if (!established) {
            if (nowNanos - startedNanos > GREETING_NANOS) {
                close();
                return -1;
            }
            return GREETING_NANOS;
        }
        var isSilent = connects ? talk.isUnanswered() : silence.isOver(input.bytes(), nowNanos);
        if ((isSilent && flows.isFree()) || flows.isOverdue(nowNanos)) {
            close();
            return -1;
        }
        if (connects && flows.isFree()) {
            talk.ping();
        } else if (!flows.isFree()) {
            talk.padIfDrained();
        }
        return Math.min(PING_NANOS, flows.leftNanos(nowNanos));
    }

    @Override
    public void broken(Throwable cause) {
        log.error("lane given up", cause);
        close();
    }

    void close() {
        if (closed) {
            return;
        }
        closed = true;
        var cause = flows.unanswered();
        loop.wheel().remove(this);
        output.close();
        wire.close();
        loop.stream().close(descriptor);
        if (slot >= 0) {
            loop.poller().forget(slot);
            slot = -1;
        }
        owner.closed(this);
        var carried = flows.lose(cause);
        if (carried != null) {
            wake(carried);
        }
    }
}
