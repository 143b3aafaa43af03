package io.sixlane.relay.lane.security;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Two machines back to back, whose bytes arrive in pieces. */
final class Wire {
    private static final int LONGEST = 10_000;

    private final LaneCrypto left;
    private final LaneCrypto right;
    private final int piece;

    /** Bytes that one side sent and the other has not taken yet. */
    private ByteBuffer toLeft = ByteBuffer.allocate(0);

    private ByteBuffer toRight = ByteBuffer.allocate(0);
    private Consumer<ByteBuffer> tap = _ -> {};

    /**
     * @param piece most bytes that arrive at once
     */
    Wire(LaneCrypto left, LaneCrypto right, int piece) {
        this.left = left;
        this.right = right;
        this.piece = piece;
    }

    /** Sees what left sends, and may change it. */
    Wire tapped(Consumer<ByteBuffer> seen) {
        tap = seen;
        return this;
    }

    /** Until both are established. */
    void shake() throws LaneRefusedException {
        for (var step = 0; !left.established() || !right.established(); step++) {
            if (step > LONGEST) {
                throw new AssertionError("neither side goes on");
            }
            step();
        }
    }

    void step() throws LaneRefusedException {
        var sent = drained(left.toSend());
        tap.accept(sent);
        toRight = joined(toRight, sent);
        toRight = passed(toRight, right);
        toLeft = joined(toLeft, drained(right.toSend()));
        toLeft = passed(toLeft, left);
    }

    /** Adds bytes that left has written without TLS. */
    void behind(byte[] bytes) {
        toRight = joined(toRight, ByteBuffer.wrap(bytes));
    }

    ByteBuffer untakenByRight() {
        return toRight;
    }

    private ByteBuffer passed(ByteBuffer waiting, LaneCrypto to) throws LaneRefusedException {
        while (to.wanted() > 0 && waiting.hasRemaining()) {
            var count = Math.min(piece, waiting.remaining());
            var some = waiting.slice(waiting.position(), count);
            to.received(some);
            waiting.position(waiting.position() + some.position());
            if (some.hasRemaining()) {
                break;
            }
        }
        return waiting;
    }

    static ByteBuffer drained(ByteBuffer from) {
        var bytes = new byte[from.remaining()];
        from.get(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private static ByteBuffer joined(ByteBuffer one, ByteBuffer other) {
        var all = new ByteArrayOutputStream();
        for (var each : new ByteBuffer[] {one, other}) {
            all.writeBytes(drained(each).array());
        }
        return ByteBuffer.wrap(all.toByteArray());
    }
}
