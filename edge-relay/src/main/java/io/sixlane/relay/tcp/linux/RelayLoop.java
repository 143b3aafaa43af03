package io.sixlane.relay.tcp.linux;

import io.netty.channel.IoEventLoop;
import io.sixlane.relay.lane.FrameHeader;
import io.sixlane.relay.lane.LaneSettings;
import io.sixlane.relay.linux.CLibrary;
import io.sixlane.relay.linux.KernelTls;
import io.sixlane.relay.linux.SocketCalls;
import io.sixlane.relay.linux.SocketOptions;
import io.sixlane.relay.linux.StreamCalls;
import io.sixlane.relay.tcp.TcpSettings;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One event loop and all that its connections share; used on that loop unless noted. */
final class RelayLoop {
    /** Copied in one go; a read that fills it turns its direction to splicing. */
    static final int COPY_BYTES = 16 << 10;

    private static final Logger log = LoggerFactory.getLogger(RelayLoop.class);
    private static final int SAMPLED_OF = 16;
    private static final long COMPLAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final IoEventLoop executor;
    private final TcpSettings settings;
    private final StreamCalls stream;
    private final SocketCalls sockets;
    private final SocketOptions options;
    private final ClientOptions clientOptions;
    private final Poller poller;
    private final PipePool pipes;
    private final Wheel wheel;
    private final MemorySegment framed;
    private final MemorySegment buffer;
    private final MemorySegment header;
    private final MemorySegment spare;
    private final KernelTls kernelTls;
    private final RecordBuffers records = new RecordBuffers();
    private Warming warming = new Warming();
    private @Nullable LanePools lanes;
    private @Nullable LaneEgress egress;
    private final DescriptorReserve reserve;
    private int asked;
    private boolean closed;
    private long complainedNanos = System.nanoTime() - COMPLAIN_NANOS;

    /** Callable on any thread. */
    RelayLoop(IoEventLoop executor, TcpSettings settings, int pipeBytes, DescriptorReserve reserve)
            throws IOException {
        var arena = Arena.ofAuto();
        var captured = arena.allocate(CLibrary.CAPTURED);
        this.executor = executor;
        this.settings = settings;
        this.stream = new StreamCalls(captured);
        this.sockets = new SocketCalls(arena, captured);
        this.options = new SocketOptions(arena, captured);
        this.clientOptions = new ClientOptions(options, settings);
        this.poller = new Poller(arena, captured, this::destroyed);
        this.pipes = new PipePool(arena, captured, pipeBytes);
        this.wheel = new Wheel(executor);
        this.framed = arena.allocate(FrameHeader.BYTES + COPY_BYTES, 4096);
        this.buffer = framed.asSlice(FrameHeader.BYTES);
        this.header = arena.allocate(FrameHeader.BYTES, 8);
        this.spare = arena.allocate(COPY_BYTES, 4096);
        this.kernelTls = new KernelTls(arena, options);
        this.reserve = reserve;
        reserve.refill(sockets);
    }

    IoEventLoop executor() {
        return executor;
    }

    TcpSettings settings() {
        return settings;
    }

    StreamCalls stream() {
        return stream;
    }

    SocketCalls sockets() {
        return sockets;
    }

    SocketOptions options() {
        return options;
    }

    ClientOptions clientOptions() {
        return clientOptions;
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

    /** {@value #COPY_BYTES} bytes that have no owner between two calls. */
    MemorySegment buffer() {
        return buffer;
    }

    /** {@link #buffer}, with room for a header before it. */
    MemorySegment framed() {
        return framed;
    }

    /** Room for a header alone. */
    MemorySegment header() {
        return header;
    }

    /** A second buffer like {@link #buffer}. */
    MemorySegment spare() {
        return spare;
    }

    KernelTls kernelTls() {
        return kernelTls;
    }

    /** The record buffers of lanes that this process encrypts. */
    RecordBuffers records() {
        return records;
    }

    /** Null where flows go directly alone. */
    @Nullable LanePools lanes() {
        return lanes;
    }

    /** Null where no flow arrives over a lane. */
    @Nullable LaneEgress egress() {
        return egress;
    }

    /** Shared with the other event loops. */
    Warming warming() {
        return warming;
    }

    void use(LaneSettings settings, Warming shared, boolean first) {
        warming = shared;
        lanes = new LanePools(this, settings, first);
        egress = new LaneEgress(this, settings);
        lanes.start();
    }

    void leave(String relay) {
        if (lanes != null) {
            lanes.leave(relay);
        }
    }

    void end(EndedRights rights) {
        if (lanes != null && egress != null) {
            lanes.end(rights);
            egress.end(rights);
        }
    }

    void drainLanes() {
        if (lanes != null && egress != null) {
            lanes.drain();
            egress.drain();
        }
    }

    /** Keeps no connection that arrives from another loop. */
    void close() {
        closed = true;
        if (lanes != null && egress != null) {
            lanes.close();
            egress.close();
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** Resets a connection that was accepted. */
    void refuse(int accepted) {
        options.resetOnClose(accepted);
        stream.close(accepted);
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
     * resets it.
     *
     * @return whether there was one and a descriptor for it
     */
    boolean refuseOne(int listening) {
        complain("descriptors exhausted, new connections are refused");
        return reserve.refuseOne(listening, sockets, options, stream);
    }

    /** Whether a socket just opened must be closed again, for one of the reserve is missing. */
    boolean isExhausted() {
        return reserve.isShort();
    }

    /** Refills the reserve after a socket was closed because of {@link #isExhausted}. */
    void keepReserve() {
        reserve.refill(sockets);
    }

    /** The first time, and then one time in {@value #SAMPLED_OF}. */
    boolean isSample() {
        return asked++ % SAMPLED_OF == 0;
    }

    /** Logs a problem, at most every 5 s. */
    void complain(String problem) {
        var now = System.nanoTime();
        if (now - complainedNanos >= COMPLAIN_NANOS) {
            complainedNanos = now;
            log.warn(problem);
        }
    }

    private void destroyed() {
        pipes.close();
        reserve.close(stream);
    }
}
