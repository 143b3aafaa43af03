package io.sixlane.relay.udp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.util.Arrays;

/** A client with a socket connected to an accelerated address: hears from nowhere else. */
public final class DatagramClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int MAX_DATAGRAM = 65_535;

    private final DatagramSocket socket;
    private final InetSocketAddress accelerated;

    public DatagramClient(String address, int port) throws IOException {
        this(new InetSocketAddress(InetAddress.ofLiteral(address), port));
    }

    public DatagramClient(InetSocketAddress accelerated) throws IOException {
        this(accelerated, 0);
    }

    /**
     * @param port its own; 0 for a free one
     */
    DatagramClient(InetSocketAddress accelerated, int port) throws IOException {
        this(
                new InetSocketAddress(
                        InetAddress.ofLiteral(
                                accelerated.getAddress() instanceof Inet6Address
                                        ? "::1"
                                        : "127.0.0.1"),
                        port),
                accelerated);
    }

    /** A client at an address of its own. */
    public static DatagramClient from(String own, String address, int port) throws IOException {
        return new DatagramClient(
                new InetSocketAddress(InetAddress.ofLiteral(own), 0),
                new InetSocketAddress(InetAddress.ofLiteral(address), port));
    }

    private DatagramClient(InetSocketAddress own, InetSocketAddress accelerated)
            throws IOException {
        this.accelerated = accelerated;
        socket = new DatagramSocket(null);
        socket.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 20);
        socket.bind(own);
        socket.connect(accelerated);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    InetSocketAddress accelerated() {
        return accelerated;
    }

    public void send(byte[] payload) throws IOException {
        socket.send(new DatagramPacket(payload, payload.length));
    }

    public byte[] receive() throws IOException {
        return receive(PATIENCE_MILLIS);
    }

    public byte[] receive(int patienceMillis) throws IOException {
        socket.setSoTimeout(patienceMillis);
        var datagram = new DatagramPacket(new byte[MAX_DATAGRAM], MAX_DATAGRAM);
        socket.receive(datagram);
        return Arrays.copyOf(datagram.getData(), datagram.getLength());
    }

    /** Sends and waits for the answer. */
    public byte[] ask(byte... payload) throws IOException {
        send(payload);
        return receive();
    }

    @Override
    public void close() {
        socket.close();
    }
}
