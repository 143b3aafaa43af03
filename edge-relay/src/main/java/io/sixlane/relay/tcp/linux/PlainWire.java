package io.sixlane.relay.tcp.linux;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** A lane without encryption. */
final class PlainWire implements LaneWire {
    private final RelayLoop loop;
    private final int descriptor;

    PlainWire(RelayLoop loop, int descriptor) {
        this.loop = loop;
        this.descriptor = descriptor;
    }

    @Override
    public int greet() {
        return 0;
    }

    @Override
    public String peer() {
        return "";
    }

    @Override
    public byte @Nullable [] probeKey(boolean connects) {
        return null;
    }

    @Override
    public boolean splices() {
        return true;
    }

    @Override
    public int receive(MemorySegment into, int most) {
        return loop.stream().receive(descriptor, into, most);
    }

    @Override
    public int discard(int most) {
        return loop.stream().discard(descriptor, most);
    }

    @Override
    public int spliceInto(int pipe, int most) {
        return loop.stream().splice(descriptor, pipe, most);
    }

    @Override
    public int send(MemorySegment from, int length, boolean more) {
        return more
                ? loop.stream().sendMore(descriptor, from, length)
                : loop.stream().send(descriptor, from, length);
    }

    @Override
    public int spliceFrom(int pipe, int length) {
        return loop.stream().splice(pipe, descriptor, length);
    }

    @Override
    public int flush() {
        return 0;
    }

    @Override
    public void close() {
        // holds nothing
    }
}
