package io.sixlane.relay.udp;

import io.sixlane.relay.linux.DatagramCalls;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.InetSocketAddress;
import org.awaitility.Awaitility;

/** A client that hands the kernel many datagrams at once, as QUIC stacks do. */
public final class SegmentingClient implements AutoCloseable, SendBatch.Sender {
    private final Arena arena = Arena.ofShared();
    private final DatagramCalls calls = new DatagramCalls(arena);
    private final ReceiveBatch batch = new ReceiveBatch(arena);
    private final SendBatch sends;
    private final int socket;
    private int waiting;
    private int next;

    public SegmentingClient(InetSocketAddress accelerated) throws IOException {
        socket = calls.connected(accelerated, 0);
        calls.receiveBuffer(socket, 4 << 20);
        sends = new SendBatch(calls, (_, _) -> {}, arena);
    }

    /**
     * {@code count} datagrams, each of {@code length} bytes of its number but a shorter last one.
     */
    public void send(int count, int length, int last) {
        var bytes = arena.allocate((long) count * length);
        for (var i = 0; i < count; i++) {
            bytes.asSlice((long) i * length, length).fill((byte) i);
        }
        sends.add(
                this,
                new byte[0],
                bytes.address(),
                (count - 1) * length + last,
                length,
                null,
                true);
        sends.flush();
    }

    byte[] receive() {
        if (next == waiting) {
            next = 0;
            waiting =
                    Awaitility.await()
                            .until(() -> batch.receive(calls, socket), received -> received > 0);
        }
        var i = next++;
        return batch.copy(i, 0, batch.length(i));
    }

    @Override
    public int socket() {
        return socket;
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public void refused() {
        throw new AssertionError("refused");
    }

    @Override
    public void unreachable() {
        throw new AssertionError("unreachable");
    }

    @Override
    public void close() {
        calls.close(socket);
        arena.close();
    }
}
