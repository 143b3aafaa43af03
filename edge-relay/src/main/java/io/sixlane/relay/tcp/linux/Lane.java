package io.sixlane.relay.tcp.linux;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.relay.lane.FrameHeader;
import io.sixlane.relay.lane.FrameType;
import io.sixlane.relay.lane.Open;
import io.sixlane.relay.lane.Refusal;
import io.sixlane.relay.lane.Warmth;
import io.sixlane.relay.linux.EpollCalls;
import io.sixlane.relay.linux.Errno;
import java.net.ProtocolException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to another relay, on one event loop. It carries a flow from its OPEN until both
 * sides have sent their last frame of it, and then the next one.
 */
final class Lane extends Wheel.Entry implements Polled, LaneInput.Reader {
    static final byte[] NOTHING = {};

    private static final Logger log = LoggerFactory.getLogger(Lane.class);

    /** Of a flow that is over; a peer that sends more is not worth waiting for. */
    private static final int MOST_OWED = 1 << 20;

    private static final long OWED_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PING_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long GREETING_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** Messages that a peer may make this side hold. */
    private static final int MOST_WAITING = 64 << 10;

    private final RelayLoop loop;
    private final int descriptor;
    private final LaneWire wire;
    private final LaneInput input;
    private final LaneOutput output;
    private final Owner owner;
    private final boolean connects;
    private final long startedNanos = System.nanoTime();
    private int slot = -1;
    private @Nullable LaneLeg leg;
    private Warmth warmth = Warmth.COLD;

    /** The flow whose last frames are still awaited, after its leg was closed. */
    private boolean owes;

    private long owedNanos;
    private int owedBytes;
    private int flow;
    private int flows;
    private boolean readable;
    private boolean writable;
    private boolean connected;
    private boolean established;
    private boolean goingAway;
    private boolean broken;
    private boolean closed;
    private boolean pinged;
    private boolean reading;
    private boolean looking;

    /** Who uses the lane: the pool of the side that connected it, or the acceptor. */
    interface Owner {
        /** The lane can carry flows. */
        void established(Lane lane);

        /** It carries none, and can carry the next. */
        void free(Lane lane);

        /** It is closed. */
        void closed(Lane lane);

        /** A flow arrives. */
        void arrived(Lane lane, int flow, Open open) throws ProtocolException;

        void padded(int bytes);
    }

    /**
     * @param connects whether this side opened it, and opens its flows
     */
    Lane(RelayLoop loop, int descriptor, LaneWire wire, Owner owner, boolean connects) {
        this.loop = loop;
        this.descriptor = descriptor;
        this.wire = wire;
        this.owner = owner;
        this.connects = connects;
        this.input = new LaneInput(loop, wire, this);
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

    Warmth warmth() {
        return warmth;
    }

    int flows() {
        return flows;
    }

    long ageNanos() {
        return System.nanoTime() - startedNanos;
    }

    boolean isBusy() {
        return leg != null || owes;
    }

    /** Whether a flow may begin. */
    boolean canCarry() {
        return established && !goingAway && !broken && !closed && !isBusy();
    }

    boolean isEstablished() {
        return established;
    }

    boolean isGoingAway() {
        return goingAway;
    }

    boolean isClosed() {
        return closed;
    }

    String peer() {
        return wire.peer();
    }

    /** Begins a flow, on a lane that carries none. */
    LaneLeg open(Open open, LaneLeg.Opening opening) {
        flow = flow == FrameHeader.MOST_FLOW ? 1 : flow + 1;
        say(FrameType.OPEN, flow, open.write());
        return carry(new LaneLeg(this, flow, opening));
    }

    /** A flow that arrived is carried from here on. */
    LaneLeg accept(int number) {
        flow = number;
        return carry(new LaneLeg(this, number, null));
    }

    private LaneLeg carry(LaneLeg carried) {
        leg = carried;
        flows++;
        owedBytes = 0;
        carried.writable = established && writable;
        return carried;
    }

    /** Queues a message, and sends it if the socket takes it. */
    void say(FrameType type, int number, byte[] payload) {
        output.message(type, number, payload);
        if (established) {
            flush();
        }
    }

    /** No flow begins here any more; ends with the one that it carries. */
    void goAway() {
        if (!goingAway && !closed) {
            goingAway = true;
            say(FrameType.GOAWAY, 0, NOTHING);
            look();
        }
    }

    void ping() {
        pinged = true;
        say(FrameType.PING, 0, "sixlane!".getBytes(UTF_8));
    }

    private void flush() {
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
            readable = true;
        }
        if (!established && !begin()) {
            return;
        }
        var carried = leg;
        if (carried == null || !carried.isConsuming()) {
            read();
        }
        carried = leg;
        if (carried != null && !closed) {
            carried.readable |= readable;
            carried.writable |= writable;
            wake(carried);
        }
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
        readable = true;
        owner.established(this);
        flush();
        return !closed;
    }

    private void wake(LaneLeg carried) {
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

    /** Reads what no leg reads by itself. */
    private void read() {
        if (reading || closed) {
            return;
        }
        reading = true;
        try {
            while (!closed && readable && (leg == null || !leg.isConsuming())) {
                var ready = advance();
                var carried = leg;
                if (ready > 0 && carried != null && carried.isEarly() && carried.hasRoom()) {
                    var got = input.receive(loop.spare(), Math.min(ready, RelayLoop.COPY_BYTES));
                    if (got > 0) {
                        carried.keep(loop.spare(), got);
                    } else {
                        noteRead(got);
                    }
                } else if (ready > 0) {
                    break;
                }
            }
        } finally {
            reading = false;
        }
        if (broken) {
            close();
        }
    }

    /** Bytes of the flow that may be read, 0 when a message came, or an error. */
    int advance() {
        try {
            var answer = input.advance();
            noteRead(answer);
            return answer;
        } catch (ProtocolException | IllegalArgumentException e) {
            log.atWarn()
                    .addKeyValue("relay", peer())
                    .addKeyValue("cause", e.getMessage())
                    .log("lane closed, the other relay broke the protocol");
            brokeWhileUsed();
            return -Errno.EPROTO;
        }
    }

    private void noteRead(int answer) {
        if (answer < 0) {
            readable = false;
            if (answer != -Errno.EAGAIN) {
                brokeWhileUsed();
            }
        }
    }

    /** It ends soon: not while a leg is in the middle of something. */
    void brokeWhileUsed() {
        if (!broken) {
            broken = true;
            loop.executor().execute(this::close);
        }
    }

    @Override
    public boolean wants(int number) {
        var carried = leg;
        return carried != null
                && carried.flow() == number
                && !carried.gotTerminal()
                && (carried.isConsuming() || carried.isEarly());
    }

    @Override
    public void dropped(int bytes) {
        owedBytes += bytes;
        if (owedBytes > MOST_OWED) {
            brokeWhileUsed();
        }
    }

    @Override
    public boolean received(FrameHeader header, byte[] message) throws ProtocolException {
        switch (header.type()) {
            case PING -> answer(message);
            case PONG -> pinged = false;
            case WARMTH -> warmth = Warmth.read(message);
            case GOAWAY -> goingAway = true;
            case OPEN -> arrived(header.flow(), Open.read(message));
            case OPENED, REFUSED, END, RESET -> ofFlow(header, message);
            case DATA, PADDING -> throw new AssertionError(header);
        }
        if (header.type() == FrameType.GOAWAY) {
            look();
        }
        return header.flow() == 0;
    }

    private void answer(byte[] nonce) throws ProtocolException {
        if (output.waiting() > MOST_WAITING) {
            throw new ProtocolException("more questions than answers are taken");
        }
        say(FrameType.PONG, 0, nonce);
    }

    private void arrived(int number, Open open) throws ProtocolException {
        settle();
        if (connects || leg != null || owes) {
            throw new ProtocolException("OPEN of flow %d during %d".formatted(number, flow));
        }
        owner.arrived(this, number, open);
    }

    private void ofFlow(FrameHeader header, byte[] message) throws ProtocolException {
        if (header.flow() != flow) {
            return; // of a flow that is over
        }
        if (owes) {
            // OPENED is no last frame, and RESET may follow END.
            owes = header.type() == FrameType.OPENED;
            look();
            return;
        }
        var carried = leg;
        if (carried == null) {
            return;
        }
        switch (header.type()) {
            case OPENED -> carried.opened(message);
            case END -> carried.ended();
            case REFUSED -> carried.wasReset(Refusal.read(message));
            default -> carried.wasReset(Refusal.FAILED);
        }
        look();
    }

    /** The connection of the flow is over; what is left of it is this lane's. */
    void released(LaneLeg carried) {
        if (leg != carried) {
            return;
        }
        leg = null;
        carried.detach();
        owes = !carried.gotTerminal();
        owedBytes = 0;
        if (broken) {
            close();
            return;
        }
        if (owes) {
            owedNanos = System.nanoTime();
            loop.wheel().remove(this);
            loop.wheel().add(this, OWED_NANOS, owedNanos);
        }
        look();
    }

    /** Soon: whether the flow is over, and the lane with it. */
    void look() {
        if (!looking) {
            looking = true;
            loop.executor().execute(this::lookNow);
        }
    }

    private void lookNow() {
        looking = false;
        if (closed) {
            return;
        }
        settle();
        read();
        var carried = leg;
        if (carried != null && !closed) {
            wake(carried);
        }
        if (leg == null && !owes && !closed) {
            if (goingAway && connects) {
                close();
            } else if (established && flows > 0) {
                owner.free(this);
            }
        }
    }

    /** Lets go of a flow whose last frames were exchanged. */
    private void settle() {
        var carried = leg;
        if (carried != null && carried.isOver()) {
            leg = null;
            carried.detach();
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
        if (owes && nowNanos - owedNanos >= OWED_NANOS) {
            close();
            return -1;
        }
        if (leg == null && !owes) {
            if (pinged) {
                close();
                return -1;
            }
            if (connects) {
                ping();
            }
        }
        return PING_NANOS;
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
        loop.wheel().remove(this);
        output.close();
        wire.close();
        loop.stream().close(descriptor);
        if (slot >= 0) {
            loop.poller().forget(slot);
            slot = -1;
        }
        var carried = leg;
        leg = null;
        owner.closed(this);
        if (carried != null) {
            carried.detach();
            carried.lost();
            wake(carried);
        }
    }

    @Override
    public String toString() {
        return "lane to %s, flow %d".formatted(peer(), flow);
    }
}
