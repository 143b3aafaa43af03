package io.sixlane.relay.tcp.linux;

import io.netty.channel.IoEventLoop;
import io.sixlane.relay.tcp.TcpSettings;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One event loop and all that its connections share; used on that loop unless said otherwise. */
final class RelayLoop {
    /** Copied in one go; a read that fills it turns its direction to splicing. */
    static final int COPY_BYTES = 16 << 10;

    private static final Logger log = LoggerFactory.getLogger(RelayLoop.class);
    private static final long COMPLAIN_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final InetSocketAddress ANY_IPV4 =
            new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 0);

    private final IoEventLoop executor;
    private final TcpSettings settings;
    private final Stream stream;
    private final Sockets sockets;
    private final Poller poller;
    private final PipePool pipes;
    private final Wheel wheel;
    private final MemorySegment buffer;
    private int reserve;
    private long complainedNanos = System.nanoTime() - COMPLAIN_NANOS;

    /** On any thread. */
    RelayLoop(IoEventLoop executor, TcpSettings settings, int pipeBytes) throws IOException {
        var arena = Arena.ofAuto();
        var captured = arena.allocate(CLibrary.CAPTURED);
        this.executor = executor;
        this.settings = settings;
        this.stream = new Stream(captured);
        this.sockets = new Sockets(arena, captured);
        this.poller = new Poller(arena, captured, this::destroyed);
        this.pipes = new PipePool(arena, captured, pipeBytes);
        this.wheel = new Wheel(executor);
        this.buffer = arena.allocate(COPY_BYTES, 4096);
        this.reserve = sockets.open(ANY_IPV4);
    }

    IoEventLoop executor() {
        return executor;
    }

    TcpSettings settings() {
        return settings;
    }

    Stream stream() {
        return stream;
    }

    Sockets sockets() {
        return sockets;
    }

    Poller poller() {
        return poller;
    }

    PipePool pipes() {
        return pipes;
    }

    Wheel wheel() {
        return wheel;
    }

    /** {@value #COPY_BYTES} bytes that nobody owns between two calls. */
    MemorySegment buffer() {
        return buffer;
    }

    /** Any thread. */
    void execute(Runnable task) {
        if (executor.inEventLoop()) {
            task.run();
        } else if (!executor.isShuttingDown()) {
            executor.execute(task);
        }
    }

    /**
     * Takes one connection off the queue of a listening socket although no descriptor is left, and
     * resets it, so that its client knows at once.
     *
     * @return whether there was one
     */
    boolean refuseOne(int listening) {
        complain("descriptors exhausted, new connections are refused");
        if (reserve >= 0) {
            stream.close(reserve);
        }
        var refused = sockets.accept(listening);
        if (refused >= 0) {
            sockets.resetOnClose(refused);
            stream.close(refused);
        }
        reserve = sockets.open(ANY_IPV4);
        return refused >= 0;
    }

    /** Says so, but not for every connection. */
    void complain(String problem) {
        var now = System.nanoTime();
        if (now - complainedNanos >= COMPLAIN_NANOS) {
            complainedNanos = now;
            log.warn(problem);
        }
    }

    private void destroyed() {
        pipes.close();
        if (reserve >= 0) {
            stream.close(reserve);
        }
    }
}
