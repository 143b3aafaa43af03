package io.sixlane.relay.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;

/**
 * Where {@code struct epoll_event} has its fields: packed on x86-64, aligned elsewhere (source:
 * linux/eventpoll.h).
 */
record EpollEvent(int size, int dataOffset) {
    static EpollEvent ofThisMachine() {
        return System.getProperty("os.arch").equals("amd64")
                ? new EpollEvent(12, 4)
                : new EpollEvent(16, 8);
    }

    void write(MemorySegment event, int events, long data) {
        event.set(JAVA_INT_UNALIGNED, 0, events);
        event.set(JAVA_LONG_UNALIGNED, dataOffset, data);
    }

    int events(MemorySegment array, int index) {
        return array.get(JAVA_INT_UNALIGNED, (long) index * size);
    }

    long data(MemorySegment array, int index) {
        return array.get(JAVA_LONG_UNALIGNED, (long) index * size + dataOffset);
    }
}
