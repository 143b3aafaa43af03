package io.sixlane.relay.tcp.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.sixlane.relay.forward.ByteBudget;
import io.sixlane.relay.forward.Route;
import io.sixlane.relay.linux.Errno;
import io.sixlane.relay.linux.PipeCalls.Pipe;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a connection. Small amounts are copied, for which a read and a send are enough;
 * a read that fills the buffer turns to splicing through a pipe, which copies nothing; a few small
 * splices turn back.
 *
 * <p>The source is read only when nothing is left of the last read, so at most a pipe or a buffer
 * is held, and EAGAIN while splicing from it can only mean that it is empty.
 */
final class Half {
    /** Bounds one turn, to keep a bulk direction from starving its loop. */
    private static final int ROUNDS = 16;

    /** More than a pipe takes; of a budget no more is asked than that. */
    private static final int SPLICE_BYTES = 1 << 20;

    private static final int SMALL_SPLICE = 8 << 10;
    private static final int SMALL_SPLICES = 5;

    private Leg source;
    private Leg sink;
    private final @Nullable ByteBudget budget;
    private final int spliceBytes;
    private @Nullable Pipe pipe;
    private byte @Nullable [] held;
    private int heldFrom;
    private int inPipe;
    private int smallSplices;
    private int moved;
    private boolean accepted;
    private boolean bulk;
    private boolean atFin;
    private boolean ended;
    private boolean abandoned;
    private boolean closed;
    private boolean finished;
    private boolean waiting;

    /** Why pumping stopped. */
    enum Outcome {
        /** Waits for an event, or for the budget. */
        WAITS,
        /** Others of the loop come first. */
        MORE,
        /** The budget has nothing: {@link #budget} knows when it will. */
        SPENT,
        SOURCE_FAILED,
        SINK_FAILED
    }

    /**
     * @param first goes out before anything from the source
     */
    Half(Leg source, Leg sink, @Nullable ByteBudget budget, byte[] first) {
        this.source = source;
        this.sink = sink;
        this.budget = budget;
        this.spliceBytes = budget == null ? SPLICE_BYTES : PipePool.PIPE_BYTES;
        this.held = first.length == 0 ? null : first;
    }

    @Nullable ByteBudget budget() {
        return budget;
    }

    Leg source() {
        return source;
    }

    Leg sink() {
        return sink;
    }

    /** Pauses reading while the direction waits for its budget. */
    void setWaiting(boolean waiting) {
        this.waiting = waiting;
    }

    boolean isWaiting() {
        return waiting;
    }

    /** Bytes read since this was last asked. */
    int takeMoved() {
        var taken = moved;
        moved = 0;
        return taken;
    }

    /** Whether the sink accepted bytes since this was last asked. */
    boolean takeAccepted() {
        var taken = accepted;
        accepted = false;
        return taken;
    }

    /** Whether it keeps nothing that belongs to an event loop. */
    boolean isFree() {
        return pipe == null && !waiting;
    }

    /** Bytes that were read and that the sink did not accept yet. */
    int holding() {
        return inPipe + (held == null ? 0 : held.length - heldFrom);
    }

    /** The source gives nothing more, and the sink accepted every byte. */
    boolean isComplete() {
        return ended && inPipe == 0 && held == null;
    }

    /** Whether the source ended with a FIN rather than an error. */
    boolean sawFin() {
        return ended && !source.reset;
    }

    /** Drops what is held; the sink accepts nothing more. */
    void abandon(RelayLoop loop) {
        if (!abandoned) {
            abandoned = true;
            close(loop);
        }
    }

    /** Passes the FIN on. */
    void finish(RelayLoop loop) {
        finished = true;
        sink.finish(loop);
    }

    boolean isFinished() {
        return finished;
    }

    /** Moves what it can; an empty pipe goes back. */
    Outcome pump(RelayLoop loop) {
        if (abandoned) {
            return Outcome.WAITS;
        }
        var outcome = move(loop);
        if (pipe != null && inPipe == 0) {
            loop.pipes().give(pipe);
            pipe = null;
        }
        return outcome;
    }

    private Outcome move(RelayLoop loop) {
        for (var round = 0; round < ROUNDS; round++) {
            if (inPipe > 0 || held != null) {
                if (!sink.writable) {
                    return Outcome.WAITS;
                }
                var sent = inPipe > 0 ? drainPipe(loop) : drainHeld(loop);
                if (sent < 0) {
                    return refused(sent);
                }
                accepted = true;
                if (inPipe > 0 || held != null) {
                    continue; // until EAGAIN, after which there will be an event
                }
            }
            if (ended || !source.readable || waiting) {
                return Outcome.WAITS;
            }
            var spliced = isBulk() && openPipe(loop);
            var asked = spliced ? spliceBytes : RelayLoop.COPY_BYTES;
            var granted = budget == null ? asked : budget.take(asked);
            if (granted == 0) {
                return Outcome.SPENT;
            }
            var read = spliced ? fillPipe(loop, granted) : copy(loop, granted);
            if (budget != null && read < granted) {
                budget.giveBack(granted - Math.max(read, 0));
            }
            if (read == -Errno.EAGAIN) {
                source.readable = false;
                return Outcome.WAITS;
            }
            if (read < 0) {
                ended = true;
                source.reset = true;
                return Outcome.SOURCE_FAILED;
            }
            moved += read;
            ended = read == 0 || atFin;
        }
        return Outcome.MORE;
    }

    private Outcome refused(int answer) {
        if (answer != -Errno.EAGAIN) {
            // The kernel reports an error once. Only after a FIN it is EPIPE; after any other, an
            // end of the stream is no FIN.
            sink.reset |= answer != -Errno.EPIPE;
            return Outcome.SINK_FAILED;
        }
        sink.writable = false;
        return Outcome.WAITS;
    }

    private boolean isBulk() {
        return bulk && !source.urgent && source.splices() && sink.splices();
    }

    private boolean openPipe(RelayLoop loop) {
        if (pipe == null) {
            pipe = loop.pipes().take(loop.poller().roundNanos());
            bulk = pipe != null;
        }
        return bulk;
    }

    private int fillPipe(RelayLoop loop, int most) {
        var into = Objects.requireNonNull(pipe);
        var read = source.spliceInto(loop, into.writeEnd(), most);
        if (read == 0 || read == -Errno.EINVAL || read == -Errno.ENOSYS) {
            // Before urgent bytes splice(2) returns 0 as well: only a read knows the end. And some
            // sandboxes have no splice(2) for sockets.
            bulk = false;
            return copy(loop, Math.min(most, RelayLoop.COPY_BYTES));
        }
        if (read < 0) {
            return read;
        }
        inPipe = read;
        smallSplices = read < SMALL_SPLICE ? smallSplices + 1 : 0;
        if (smallSplices == SMALL_SPLICES) {
            smallSplices = 0;
            bulk = false;
        }
        return read;
    }

    private int drainPipe(RelayLoop loop) {
        var from = Objects.requireNonNull(pipe);
        var sent = sink.spliceFrom(loop, from.readEnd(), inPipe);
        inPipe -= Math.max(sent, 0);
        return sent;
    }

    /** Holds the bytes that the sink does not accept at once. */
    private int copy(RelayLoop loop, int most) {
        var buffer = loop.buffer();
        var read = source.receive(loop, buffer, most);
        if (read <= 0) {
            return read;
        }
        if (read == RelayLoop.COPY_BYTES) {
            bulk = true;
        } else if (read < most && !source.urgent) {
            atFin = source.sawFin && !source.failed;
            source.readable = source.ended; // drained: what comes next is an event
        }
        var sent = sink.writable ? sink.send(loop, buffer, read) : 0;
        if (sent < 0 && sent != -Errno.EAGAIN && sent != -Errno.EPIPE) {
            sink.reset = true; // and EPIPE when the rest is sent
        }
        var from = Math.max(sent, 0);
        if (from < read) {
            held = new byte[read - from];
            heldFrom = 0;
            MemorySegment.copy(buffer, JAVA_BYTE, from, held, 0, held.length);
        }
        return read;
    }

    private int drainHeld(RelayLoop loop) {
        var bytes = Objects.requireNonNull(held);
        var length = Math.min(bytes.length - heldFrom, RelayLoop.COPY_BYTES);
        MemorySegment.copy(bytes, heldFrom, loop.buffer(), JAVA_BYTE, 0, length);
        var sent = sink.send(loop, loop.buffer(), length);
        if (sent > 0) {
            heldFrom += sent;
            if (heldFrom == bytes.length) {
                held = null;
                heldFrom = 0;
            }
        }
        return sent;
    }

    /** Reads from another side, before anything was read. */
    void readFrom(Leg other) {
        source = other;
        atFin = false;
        ended = false;
    }

    /** Leaves a sink that is not connected after all; what is held stays held. */
    void leaveSink() {
        var promised = sink.promised();
        if (promised > 0 && held != null) {
            sink.takeOver(null, Arrays.copyOfRange(held, heldFrom, heldFrom + promised));
        }
    }

    /**
     * Sends to another sink.
     *
     * @param first goes out before what is held
     */
    void sendTo(Leg other, byte[] first) {
        sink = other;
        finished = false; // this one has no FIN yet
        var rest = held == null ? 0 : held.length - heldFrom;
        var all = Arrays.copyOf(first, first.length + rest);
        if (held != null) {
            System.arraycopy(held, heldFrom, all, first.length, rest);
        }
        held = all.length == 0 ? null : all;
        heldFrom = 0;
    }

    /** Between pumps, so a pipe that is still here is not empty. */
    void close(RelayLoop loop) {
        if (sink.promised() > 0 && inPipe > 0) {
            var full = pipe;
            pipe = null;
            sink.takeOver(full, Route.Destination.NOTHING);
        } else if (sink.promised() > 0 && held != null) {
            sink.takeOver(null, Arrays.copyOfRange(held, heldFrom, held.length));
        }
        if (pipe != null) {
            loop.pipes().close(pipe);
            pipe = null;
        }
        inPipe = 0;
        held = null;
        if (budget != null && !closed) {
            closed = true;
            budget.close();
        }
    }
}
