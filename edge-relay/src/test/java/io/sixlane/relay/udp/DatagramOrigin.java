package io.sixlane.relay.udp;

import io.sixlane.platform.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** An endpoint on 127.0.0.1 that answers each datagram and keeps what it got. */
public final class DatagramOrigin implements AutoCloseable {
    private static final int MAX_DATAGRAM = 65_535;

    private final DatagramSocket socket;
    private final UnaryOperator<byte[]> answer;
    private volatile boolean muted;
    private final List<byte[]> received = new CopyOnWriteArrayList<>();
    private final List<InetSocketAddress> senders = new CopyOnWriteArrayList<>();

    private DatagramOrigin(int port, UnaryOperator<byte[]> answer) throws IOException {
        this.socket = new DatagramSocket(port, InetAddress.ofLiteral("127.0.0.1"));
        this.answer = answer;
        Thread.ofPlatform().name("datagram-origin").daemon().start(this::serve);
    }

    public static DatagramOrigin echo() throws IOException {
        return echo(FreePorts.next());
    }

    static DatagramOrigin echo(int port) throws IOException {
        return new DatagramOrigin(port, bytes -> bytes);
    }

    public static DatagramOrigin answering(UnaryOperator<byte[]> answer) throws IOException {
        return new DatagramOrigin(0, answer);
    }

    public int port() {
        return socket.getLocalPort();
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** Answers no more; nothing is refused either. */
    public void mute() {
        muted = true;
    }

    /** In the order of their arrival. */
    public List<byte[]> received() {
        return received;
    }

    /** Who sent what was received. */
    public List<InetSocketAddress> senders() {
        return senders;
    }

    /** Sends without a question. */
    void send(InetSocketAddress to, byte... payload) throws IOException {
        socket.send(new DatagramPacket(payload, payload.length, to));
    }

    private void serve() {
        var datagram = new DatagramPacket(new byte[MAX_DATAGRAM], MAX_DATAGRAM);
        try {
            while (true) {
                datagram.setLength(MAX_DATAGRAM);
                socket.receive(datagram);
                var bytes = Arrays.copyOf(datagram.getData(), datagram.getLength());
                senders.add((InetSocketAddress) datagram.getSocketAddress());
                received.add(bytes);
                if (!muted) {
                    var reply = answer.apply(bytes);
                    socket.send(
                            new DatagramPacket(reply, reply.length, datagram.getSocketAddress()));
                }
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
