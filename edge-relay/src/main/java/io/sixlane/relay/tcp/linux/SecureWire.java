package io.sixlane.relay.tcp.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.sixlane.relay.lane.security.LaneCrypto;
import io.sixlane.relay.lane.security.LaneRefusedException;
import io.sixlane.relay.linux.Errno;
import io.sixlane.relay.route.ProbeKey;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a lane whose two ends have proven who they are: plain from then on, in TLS by the
 * kernel, or in TLS by this process, which copies them.
 */
final class SecureWire implements LaneWire {
    private static final byte[] NOTHING = {};

    private final RelayLoop loop;
    private final int descriptor;
    private final LaneCrypto crypto;
    private final PlainWire socket;

    /** The beginning of a record. */
    private byte[] cipher = NOTHING;

    private byte[] plain = NOTHING;
    private int plainFrom;
    private byte[] unsent = NOTHING;

    SecureWire(RelayLoop loop, int descriptor, LaneCrypto crypto) {
        this.loop = loop;
        this.descriptor = descriptor;
        this.crypto = crypto;
        this.socket = new PlainWire(loop, descriptor);
    }

    @Override
    public int greet() {
        while (true) {
            var sent = sendGreeting();
            if (sent < 0) {
                return sent;
            }
            if (crypto.established()) {
                return handToKernel();
            }
            var buffer = loop.spare();
            var wanted = Math.min(crypto.wanted(), RelayLoop.COPY_BYTES);
            var read = loop.stream().receive(descriptor, buffer, wanted);
            if (read <= 0) {
                return read == 0 ? -Errno.ECONNRESET : read;
            }
            try {
                crypto.received(ByteBuffer.wrap(buffer.asSlice(0, read).toArray(JAVA_BYTE)));
            } catch (LaneRefusedException e) {
                loop.complain("lane refused: " + e.getMessage());
                var _ = sendGreeting(); // the alert, as far as the socket takes it
                return -Errno.EPROTO;
            }
        }
    }

    /** 0 also where a kernel cannot encrypt; an error leaves the connection useless. */
    private int handToKernel() {
        try {
            var keys = crypto.handToKernel().orElse(null);
            return keys == null
                    ? 0
                    : loop.kernelTls().install(descriptor, keys.sent(), keys.received());
        } catch (LaneRefusedException e) {
            loop.complain("lane refused: " + e.getMessage());
            return -Errno.EPROTO;
        }
    }

    private int sendGreeting() {
        var greeting = crypto.toSend();
        while (greeting.hasRemaining()) {
            var length = Math.min(greeting.remaining(), RelayLoop.COPY_BYTES);
            MemorySegment.copy(MemorySegment.ofBuffer(greeting), 0, loop.spare(), 0, length);
            var sent = loop.stream().send(descriptor, loop.spare(), length);
            if (sent < 0) {
                return sent;
            }
            greeting.position(greeting.position() + sent);
        }
        return 0;
    }

    @Override
    public String peer() {
        return crypto.established() ? crypto.peer().name().id() : "";
    }

    @Override
    public byte[] probeKey(boolean connects) {
        var own = crypto.probeKey().bytes();
        var other = crypto.peer().probeKey().bytes();
        return connects ? ProbeKey.agreed(own, other) : ProbeKey.agreed(other, own);
    }

    @Override
    public boolean splices() {
        return crypto.isPlain();
    }

    @Override
    public int receive(MemorySegment into, int most) {
        return crypto.isPlain() ? socket.receive(into, most) : decrypted(into, most);
    }

    @Override
    public int discard(int most) {
        return crypto.isPlain() ? socket.discard(most) : decrypted(null, most);
    }

    /**
     * @param into null to drop them
     */
    private int decrypted(@Nullable MemorySegment into, int most) {
        if (plainFrom == plain.length) {
            var filled = fill();
            if (filled <= 0) {
                return filled;
            }
        }
        var length = Math.min(most, plain.length - plainFrom);
        if (into != null) {
            MemorySegment.copy(plain, plainFrom, into, JAVA_BYTE, 0, length);
        }
        plainFrom += length;
        if (plainFrom == plain.length) {
            plain = NOTHING;
            plainFrom = 0;
        }
        return length;
    }

    /** Decrypts what arrived. Returns how many bytes, 0 at the end, or an error. */
    private int fill() {
        var buffers = loop.tls();
        while (true) {
            var begun = cipher.length;
            MemorySegment.copy(cipher, 0, buffers.received(), JAVA_BYTE, 0, begun);
            var read =
                    loop.stream()
                            .receive(
                                    descriptor,
                                    buffers.received().asSlice(begun),
                                    LaneCrypto.RECORD_BUFFER - begun);
            if (read <= 0) {
                return read;
            }
            var records = buffers.received().asSlice(0, begun + read).asByteBuffer();
            var opened = buffers.opened().clear();
            boolean goesOn;
            try {
                goesOn = crypto.unwrap(records, opened);
            } catch (LaneRefusedException e) {
                loop.complain("lane broken: " + e.getMessage());
                return -Errno.EPROTO;
            }
            cipher = bytesOf(records);
            plain = bytesOf(opened.flip());
            plainFrom = 0;
            if (plain.length > 0) {
                return plain.length;
            }
            if (!goesOn) {
                return 0;
            }
        }
    }

    private static byte[] bytesOf(ByteBuffer buffer) {
        if (!buffer.hasRemaining()) {
            return NOTHING;
        }
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    @Override
    public int spliceInto(int pipe, int most) {
        return crypto.isPlain() ? socket.spliceInto(pipe, most) : -Errno.EINVAL;
    }

    @Override
    public int send(MemorySegment from, int length, boolean more) {
        if (crypto.isPlain()) {
            return socket.send(from, length, more);
        }
        var ready = flush();
        if (ready < 0) {
            return ready;
        }
        var sealed = loop.tls().sealed().clear();
        try {
            crypto.wrap(from.asSlice(0, length).asByteBuffer(), sealed);
        } catch (LaneRefusedException e) {
            loop.complain("lane broken: " + e.getMessage());
            return -Errno.EPROTO;
        }
        sealed.flip();
        var sent = loop.stream().send(descriptor, loop.tls().sealedBytes(), sealed.remaining());
        if (sent < 0 && sent != -Errno.EAGAIN) {
            return sent;
        }
        sealed.position(Math.max(sent, 0));
        unsent = bytesOf(sealed);
        return length;
    }

    @Override
    public int spliceFrom(int pipe, int length) {
        return crypto.isPlain() ? socket.spliceFrom(pipe, length) : -Errno.EINVAL;
    }

    @Override
    public int flush() {
        while (unsent.length > 0) {
            var length = Math.min(unsent.length, RelayLoop.COPY_BYTES);
            var copy = loop.tls().sealedBytes();
            MemorySegment.copy(unsent, 0, copy, JAVA_BYTE, 0, length);
            var sent = loop.stream().send(descriptor, copy, length);
            if (sent <= 0) {
                return sent == 0 ? -Errno.EAGAIN : sent;
            }
            unsent = Arrays.copyOfRange(unsent, sent, unsent.length);
        }
        return 0;
    }

    @Override
    public void close() {
        crypto.close();
    }
}
