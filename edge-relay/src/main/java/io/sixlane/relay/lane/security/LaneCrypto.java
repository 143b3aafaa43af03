package io.sixlane.relay.lane.security;

import io.sixlane.relay.lane.security.LaneRefusedException.Cause;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Proves who is at both ends of a lane, then protects its bytes. Does no I/O. Confined to one
 * thread; a call may compute for some milliseconds until the lane is {@link #established}.
 *
 * <p>Until then the caller sends what {@link #toSend} holds after each call, reads at most {@link
 * #wanted} bytes, and passes them to {@link #received}. Exact TLS records are asked for, so that no
 * byte after the peer's greeting is read. Then, behind what {@code toSend} still holds, frames
 * travel as they are if the lane {@link #isPlain}, and through {@link #wrap} and {@link #unwrap}
 * otherwise.
 *
 * <p>A {@link LaneRefusedException} ends the lane: {@code toSend} has the alert that informs the
 * peer, which the caller sends as far as the socket takes it. Every lane must be closed.
 */
public final class LaneCrypto implements AutoCloseable {
    /** Longest time from the beginning to {@link #established}. */
    public static final Duration LONGEST_HANDSHAKE = Duration.ofSeconds(5);

    /** Least capacity of buffers that {@link #wrap} and {@link #unwrap} write to. */
    public static final int RECORD_BUFFER = 17 << 10;

    static final int MOST_HANDSHAKE_BYTES = 64 << 10;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Greeting greeting;
    private final Runnable released;
    private @Nullable TlsRecord record = new TlsRecord();

    /** Null once bytes travel plain: it is large, and a relay has thousands of lanes. */
    private @Nullable SSLEngine engine;

    private ByteBuffer outgoing = NOTHING;
    private int taken;
    private boolean greeted;
    private boolean ended;
    private boolean inKernel;
    private @Nullable ProvenPeer peer;

    /**
     * @param released runs once, when the handshake is over or the lane is closed
     */
    LaneCrypto(SSLEngine engine, Greeting greeting, Runnable released) {
        this.engine = engine;
        this.greeting = greeting;
        this.released = released;
    }

    /** Produces the first flight of the side that connects. */
    void begin() throws LaneRefusedException {
        try {
            engine().beginHandshake();
            advance();
        } catch (SSLException e) {
            throw refused(TlsFailures.explained(e));
        }
    }

    /** How many bytes may be read from the socket now; 0 once the lane is established. */
    public int wanted() {
        return record == null ? 0 : record.missing();
    }

    /**
     * Takes what is {@link #wanted}, record by record, and leaves what follows the peer's greeting.
     *
     * @throws LaneRefusedException if this lane may not be used
     */
    public void received(ByteBuffer bytes) throws LaneRefusedException {
        while (record != null && bytes.hasRemaining()) {
            var current = record;
            var before = bytes.remaining();
            var whole = take(current, bytes);
            taken += before - bytes.remaining();
            if (taken > MOST_HANDSHAKE_BYTES) {
                throw refused(Cause.TOO_LONG, "the peer's handshake exceeds 64 KiB");
            }
            if (whole != null) {
                received(whole, ByteBuffer.allocate(RECORD_BUFFER));
                current.clear();
            }
        }
    }

    private @Nullable ByteBuffer take(TlsRecord from, ByteBuffer bytes)
            throws LaneRefusedException {
        try {
            return from.take(bytes);
        } catch (IllegalArgumentException e) {
            throw refused(new LaneRefusedException(Cause.NOT_TLS, "the peer speaks no TLS", e));
        }
    }

    private void received(ByteBuffer whole, ByteBuffer plain) throws LaneRefusedException {
        try {
            var result = engine().unwrap(whole, plain);
            advance();
            if (result.getStatus() != Status.OK || whole.hasRemaining()) {
                throw refused(Cause.BROKEN, "the peer ended TLS before its greeting");
            }
        } catch (SSLException e) {
            throw refused(TlsFailures.explained(e));
        }
        if (plain.flip().hasRemaining()) {
            try {
                peer = greeting.answered(plain);
            } catch (LaneRefusedException e) {
                throw refused(e);
            }
            end();
            if (isPlain()) {
                engine = null;
            }
        }
    }

    private SSLEngine engine() {
        if (engine == null) {
            throw new IllegalStateException("the bytes of this lane are plain");
        }
        return engine;
    }

    /** Runs TLS until it needs the peer; greets the peer once both sides have proven themselves. */
    private void advance() throws SSLException, LaneRefusedException {
        drive();
        if (!greeted && engine().getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING) {
            greeted = true;
            try {
                var _ = produce(greeting.to(engine()));
            } catch (LaneRefusedException e) {
                throw refused(e);
            }
        }
    }

    private void drive() throws SSLException {
        while (true) {
            switch (engine().getHandshakeStatus()) {
                case NEED_TASK -> runTasks();
                case NEED_WRAP -> {
                    if (!produce(NOTHING)) {
                        return;
                    }
                }
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN, FINISHED, NOT_HANDSHAKING -> {
                    return;
                }
            }
        }
    }

    private void runTasks() {
        for (var task = engine().getDelegatedTask();
                task != null;
                task = engine().getDelegatedTask()) {
            task.run();
        }
    }

    /** False once TLS has ended. */
    private boolean produce(ByteBuffer plain) throws SSLException {
        var wrapped = ByteBuffer.allocate(RECORD_BUFFER);
        var status = engine().wrap(plain, wrapped).getStatus();
        wrapped.flip();
        outgoing =
                ByteBuffer.allocate(outgoing.remaining() + wrapped.remaining())
                        .put(outgoing)
                        .put(wrapped)
                        .flip();
        return status == Status.OK;
    }

    private LaneRefusedException refused(Cause cause, String message) {
        return refused(new LaneRefusedException(cause, message));
    }

    /** Leaves the alert to be sent. */
    private LaneRefusedException refused(LaneRefusedException refusal) {
        end();
        try {
            engine().closeOutbound();
            drive();
        } catch (SSLException e) {
            refusal.addSuppressed(e);
        }
        return refusal;
    }

    /** Bytes for the peer, ready to be read; what the caller leaves stays. */
    public ByteBuffer toSend() {
        if (!outgoing.hasRemaining()) {
            outgoing = NOTHING;
        }
        return outgoing;
    }

    /** Whether both relays have proven and greeted each other. */
    public boolean established() {
        return peer != null;
    }

    /**
     * @throws IllegalStateException until the lane is established
     */
    public ProvenPeer peer() {
        if (peer == null) {
            throw new IllegalStateException("the lane is not established");
        }
        return peer;
    }

    /** The probe key that this side sent in its greeting. */
    public ProbeKey probeKey() {
        return greeting.own().probeKey();
    }

    /** Whether frames travel as they are after the greetings. */
    public boolean isPlain() {
        return inKernel || greeting.own().encryption() == LaneEncryption.NETWORK;
    }

    /**
     * Once {@link #toSend} is sent: keys for the kernel, which encrypts from then on, so that the
     * lane {@link #isPlain}. Empty where the kernel of either side cannot.
     *
     * @throws LaneRefusedException if TLS exports no keys
     */
    public Optional<RecordKeys> handToKernel() throws LaneRefusedException {
        if (isPlain() || !greeting.own().kernelTls() || !peer().kernelTls()) {
            return Optional.empty();
        }
        try {
            var keys = RecordKeys.of(engine());
            inKernel = true;
            engine = null;
            return Optional.of(keys);
        } catch (SSLException | UnsupportedOperationException e) {
            throw refused(new LaneRefusedException(Cause.BROKEN, TlsFailures.text(e), e));
        }
    }

    /**
     * Decrypts the whole records of {@code cipher} as far as {@code plain} has room.
     *
     * @return false once the peer has ended TLS
     * @throws LaneRefusedException if a record is not what the peer sent
     */
    public boolean unwrap(ByteBuffer cipher, ByteBuffer plain) throws LaneRefusedException {
        try {
            while (cipher.hasRemaining()) {
                var result = engine().unwrap(cipher, plain);
                runTasks();
                if (result.getStatus() == Status.CLOSED) {
                    return false;
                }
                if (result.getStatus() != Status.OK || result.bytesConsumed() == 0) {
                    return true;
                }
            }
            return true;
        } catch (SSLException e) {
            throw refused(new LaneRefusedException(Cause.BROKEN, TlsFailures.text(e), e));
        }
    }

    /** Encrypts {@code plain} as far as {@code cipher} has room for whole records. */
    public void wrap(ByteBuffer plain, ByteBuffer cipher) throws LaneRefusedException {
        try {
            while (plain.hasRemaining()) {
                var result = engine().wrap(plain, cipher);
                runTasks();
                if (result.getStatus() != Status.OK || result.bytesProduced() == 0) {
                    return;
                }
            }
        } catch (SSLException e) {
            throw refused(new LaneRefusedException(Cause.BROKEN, TlsFailures.text(e), e));
        }
    }

    @Override
    public void close() {
        end();
    }

    private void end() {
        if (!ended) {
            ended = true;
            record = null;
            released.run();
        }
    }
}
