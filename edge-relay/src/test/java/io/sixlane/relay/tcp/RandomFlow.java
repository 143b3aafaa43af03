package io.sixlane.relay.tcp;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** One flow of many: its number decides what both sides do, so that each can check the other. */
final class RandomFlow {
    private static final int[] SIZES = {0, 1, 100, 1_000, 1_000, 5_000, 20_000, 70_000, 300_000};

    /** How a side ends. */
    private enum End {
        /** Sends its FIN, then reads to the other's. */
        FIN,
        /** Reads to the other's FIN first. */
        LAST,
        /** Resets once it has sent. */
        RESET,
        /** Sends its FIN, then resets. */
        FIN_AND_RESET,
        /** Reads a part and resets. */
        RESET_WHILE_READING;

        /** Whether its last byte is followed by a FIN. */
        boolean finishes() {
            return this != RESET && this != RESET_WHILE_READING;
        }

        boolean resets() {
            return this != FIN && this != LAST;
        }
    }

    private final int number;
    private final int asked;
    private final int answered;
    private final End client;
    private final End origin;
    private final boolean slow;

    RandomFlow(int number) {
        var random = new Random(number);
        this.number = number;
        this.asked = SIZES[random.nextInt(SIZES.length)];
        this.answered = SIZES[random.nextInt(SIZES.length)];
        this.slow = random.nextInt(40) == 0;
        this.client = random.nextInt(2) == 0 ? End.FIN : end(random);
        // Two that wait for each other would wait for ever.
        var other = random.nextInt(2) == 0 ? End.FIN : end(random);
        this.origin = client == End.LAST && other == End.LAST ? End.FIN : other;
    }

    private static End end(Random random) {
        var ends = End.values();
        return ends[random.nextInt(ends.length)];
    }

    void ask(Socket socket, Slips slips) throws IOException {
        socket.setSoTimeout(30_000);
        try {
            new DataOutputStream(socket.getOutputStream()).writeInt(number);
        } catch (SocketException _) {
            slips.cut(this + ": before its number");
            return;
        }
        side(socket, asked, answered, client, origin, 1, slips);
    }

    static Object answer(Socket socket, Slips slips) throws IOException {
        socket.setSoTimeout(30_000);
        int number;
        try {
            number = new DataInputStream(socket.getInputStream()).readInt();
        } catch (EOFException _) {
            slips.add("a connection without its number ended as if it were whole");
            return "nothing";
        } catch (SocketException _) {
            return "reset at once";
        }
        var flow = new RandomFlow(number);
        slips.answered(flow, number);
        flow.side(socket, flow.answered, flow.asked, flow.origin, flow.client, 0, slips);
        return "answered";
    }

    /**
     * @param parity of the bytes that this side sends
     */
    private void side(
            Socket socket, int sends, int receives, End own, End other, int parity, Slips slips)
            throws IOException {
        var begun = System.nanoTime();
        try {
            var cut = new AtomicBoolean();
            var writer =
                    Thread.startVirtualThread(
                            () -> {
                                try {
                                    send(socket.getOutputStream(), sends, parity);
                                    if (own == End.FIN || own == End.FIN_AND_RESET) {
                                        socket.shutdownOutput();
                                    }
                                } catch (IOException _) {
                                    cut.set(true); // reset by the other side, or closed
                                }
                            });
            var most =
                    switch (own) {
                        case FIN, LAST -> Integer.MAX_VALUE;
                        case RESET, FIN_AND_RESET -> 0;
                        case RESET_WHILE_READING -> receives / 2;
                    };
            var received = receive(socket.getInputStream(), most, 1 - parity, slips);
            writer.join();
            // The kernel reports a reset once: to the writer, after which the end looks like a FIN.
            if (received.ended() && !cut.get()) {
                judge(received.bytes(), receives, other, slips);
            }
            if (own != End.FIN && own != End.LAST) {
                socket.setSoLinger(true, 0);
            } else if (!received.ended() && !other.resets()) {
                slips.cut(
                        "%s: side %s after %s of %s bytes, %s ms"
                                .formatted(
                                        this,
                                        parity,
                                        received.bytes(),
                                        receives,
                                        (System.nanoTime() - begun) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A FIN comes after all that was sent, and not from a side that resets. */
    private void judge(int received, int all, End other, Slips slips) {
        if (received != all || !other.finishes()) {
            slips.add(this + ": ended as if it were whole after " + received);
        }
    }

    /**
     * @param ended with a FIN
     */
    private record Received(int bytes, boolean ended) {}

    private void send(OutputStream out, int count, int parity) throws IOException {
        var chunk = new byte[8 << 10];
        for (var sent = 0; sent < count; ) {
            var length = Math.min(chunk.length, count - sent);
            for (var i = 0; i < length; i++) {
                chunk[i] = at(sent + i, parity);
            }
            out.write(chunk, 0, length);
            sent += length;
        }
    }

    private Received receive(InputStream in, int most, int parity, Slips slips) throws IOException {
        var chunk = new byte[16 << 10];
        var received = 0;
        try {
            while (received < most) {
                var read = in.read(chunk, 0, Math.min(chunk.length, most - received));
                if (read < 0) {
                    return new Received(received, true);
                }
                for (var i = 0; i < read; i++) {
                    if (chunk[i] != at(received + i, parity)) {
                        slips.add(this + ": wrong byte " + (received + i));
                        return new Received(received, false);
                    }
                }
                received += read;
                if (slow) {
                    LockSupport.parkNanos(2_000_000);
                }
            }
        } catch (SocketException _) {
            // reset
        }
        return new Received(received, false);
    }

    private byte at(int index, int parity) {
        return (byte) ((number * 31 + index) * 2 + parity);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "flow %d (%d bytes, %s; answer %d bytes, %s%s)",
                number,
                asked,
                client,
                answered,
                origin,
                slow ? "; slow" : "");
    }
}
