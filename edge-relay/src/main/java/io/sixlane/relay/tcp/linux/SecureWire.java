package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.lane.security.LaneCrypto;
import io.sixlane.relay.lane.security.LaneRefusedException;
import io.sixlane.relay.linux.Errno;
import io.sixlane.relay.route.ProbeKey;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a lane whose ends prove themselves first. Then they travel as they are, or encrypted
 * by the kernel, and can be spliced; otherwise this process encrypts them.
 */
final class SecureWire implements LaneWire {
    private final RelayLoop loop;
    private final int descriptor;
    private final LaneCrypto crypto;
    private final PlainWire socket;

    /** Records that are not whole yet; ready to be written to. */
    private @Nullable ByteBuffer arrived;

    /** Decrypted bytes; ready to be read. */
    private @Nullable ByteBuffer decrypted;

    /** Records that the socket has not taken; ready to be read. */
    private @Nullable ByteBuffer held;

    SecureWire(RelayLoop loop, int descriptor, LaneCrypto crypto) {
        this.loop = loop;
        this.descriptor = descriptor;
        this.crypto = crypto;
        this.socket = new PlainWire(loop, descriptor);
    }

    @Override
    public int greet() {
        try {
            while (true) {
                var sent = send(crypto.toSend());
                if (sent < 0) {
                    return sent;
                }
                if (crypto.established()) {
                    return handToKernel();
                }
                var most = Math.min(crypto.wanted(), RelayLoop.COPY_BYTES);
                var read = socket.receive(loop.spare(), most);
                if (read <= 0) {
                    return read == 0 ? -Errno.ECONNRESET : read;
                }
                crypto.received(loop.spare().asSlice(0, read).asByteBuffer());
            }
        } catch (LaneRefusedException e) {
            return refused(e);
        }
    }

    /** The alert goes as far as the socket takes it. */
    private int refused(LaneRefusedException refusal) {
        loop.complain("lane refused: " + refusal.getMessage());
        var _ = send(crypto.toSend());
        return -Errno.EPROTO;
    }

    private int send(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            var count = Math.min(bytes.remaining(), RelayLoop.COPY_BYTES);
            MemorySegment.copy(MemorySegment.ofBuffer(bytes), 0, loop.spare(), 0, count);
            var sent = socket.send(loop.spare(), count, false);
            if (sent < 0) {
                return sent;
            }
            bytes.position(bytes.position() + sent);
        }
        return 0;
    }

    /** 0 also where a kernel cannot encrypt; an error leaves the connection useless. */
    private int handToKernel() throws LaneRefusedException {
        var keys = crypto.handToKernel().orElse(null);
        return keys == null
                ? 0
                : loop.kernelTls().install(descriptor, keys.sent(), keys.received());
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
        if (crypto.isPlain()) {
            return socket.receive(into, most);
        }
        var ready = decrypt();
        if (ready <= 0) {
            return ready;
        }
        var count = Math.min(ready, most);
        MemorySegment.copy(MemorySegment.ofBuffer(decrypted), 0, into, 0, count);
        return taken(count);
    }

    @Override
    public int discard(int most) {
        if (crypto.isPlain()) {
            return socket.discard(most);
        }
        var ready = decrypt();
        return ready <= 0 ? ready : taken(Math.min(ready, most));
    }

    private int taken(int count) {
        if (decrypted != null) {
            decrypted.position(decrypted.position() + count);
            if (!decrypted.hasRemaining()) {
                loop.records().give(decrypted);
                decrypted = null;
            }
        }
        return count;
    }

    /** How many decrypted bytes there are; 0 at the end, or an error. */
    private int decrypt() {
        while (decrypted == null) {
            var answer = unwrap();
            if (answer <= 0 || decrypted != null) {
                return answer;
            }
            var read = receiveRecords();
            if (read <= 0) {
                return read;
            }
        }
        return decrypted.remaining();
    }

    /** 0 once the peer has ended TLS, a positive number otherwise, or an error. */
    private int unwrap() {
        var cipher = arrived;
        if (cipher == null) {
            return 1;
        }
        var into = loop.records().take();
        var kept = false;
        try {
            var open = crypto.unwrap(cipher.flip(), into);
            cipher.compact();
            if (into.flip().hasRemaining()) {
                decrypted = into;
                kept = true;
                return into.remaining();
            }
            return open ? 1 : 0;
        } catch (LaneRefusedException e) {
            return refused(e);
        } finally {
            if (!kept) {
                loop.records().give(into);
            }
            if (cipher.position() == 0) {
                loop.records().give(cipher);
                arrived = null;
            }
        }
    }

    private int receiveRecords() {
        var into = arrived == null ? loop.records().take() : arrived;
        var read = socket.receive(MemorySegment.ofBuffer(into), into.remaining());
        if (read > 0) {
            into.position(into.position() + read);
        }
        if (into.position() == 0) {
            loop.records().give(into);
            arrived = null;
        } else {
            arrived = into;
        }
        return read;
    }

    @Override
    public int spliceInto(int pipe, int most) {
        return crypto.isPlain() ? socket.spliceInto(pipe, most) : -Errno.EINVAL;
    }

    @Override
    public int spliceFrom(int pipe, int length) {
        return crypto.isPlain() ? socket.spliceFrom(pipe, length) : -Errno.EINVAL;
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
        var records = loop.records().take();
        held = records;
        try {
            var bytes = from.asSlice(0, length).asByteBuffer();
            crypto.wrap(bytes, records);
            records.flip();
            var answer = flush();
            return answer < 0 && answer != -Errno.EAGAIN ? answer : bytes.position();
        } catch (LaneRefusedException e) {
            return refused(e);
        }
    }

    @Override
    public int flush() {
        var records = held;
        while (records != null && records.hasRemaining()) {
            var sent = socket.send(MemorySegment.ofBuffer(records), records.remaining(), false);
            if (sent <= 0) {
                return sent == 0 ? -Errno.EAGAIN : sent;
            }
            records.position(records.position() + sent);
        }
        if (records != null) {
            loop.records().give(records);
            held = null;
        }
        return 0;
    }

    @Override
    public void close() {
        crypto.close();
        for (var buffer : new @Nullable ByteBuffer[] {arrived, decrypted, held}) {
            if (buffer != null) {
                loop.records().give(buffer);
            }
        }
        arrived = null;
        decrypted = null;
        held = null;
    }
}
