package io.sixlane.relay.udp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Stands between two sockets: forwards their datagrams, keeps copies, and may lose some. */
final class Tap implements AutoCloseable {
    private static final int MAX_DATAGRAM = 65_535;

    private final DatagramSocket front = new DatagramSocket(0, CarryingPath.LOOPBACK);
    private final DatagramSocket back = new DatagramSocket(0, CarryingPath.LOOPBACK);
    private final InetSocketAddress target;
    private final AtomicInteger count = new AtomicInteger();
    private volatile @Nullable InetSocketAddress source;
    final List<byte[]> forwarded = new CopyOnWriteArrayList<>();

    /** One datagram of so many is lost; 0 for none, 1 for all. */
    volatile int losesOneOf;

    Tap(InetSocketAddress target) throws IOException {
        this.target = target;
        Thread.ofPlatform().name("tap-front").daemon().start(() -> forward(front, back, true));
        Thread.ofPlatform().name("tap-back").daemon().start(() -> forward(back, front, false));
    }

    InetSocketAddress address() {
        return (InetSocketAddress) front.getLocalSocketAddress();
    }

    /** As from the relay that sends through here. */
    void send(byte[] datagram) throws IOException {
        back.send(new DatagramPacket(datagram, datagram.length, target));
    }

    private void forward(DatagramSocket from, DatagramSocket to, boolean there) {
        var packet = new DatagramPacket(new byte[MAX_DATAGRAM], MAX_DATAGRAM);
        try {
            while (true) {
                packet.setLength(MAX_DATAGRAM);
                from.receive(packet);
                if (there) {
                    source = (InetSocketAddress) packet.getSocketAddress();
                    forwarded.add(Arrays.copyOf(packet.getData(), packet.getLength()));
                }
                var loses = losesOneOf;
                var onward = there ? target : source;
                if (onward != null && (loses == 0 || count.incrementAndGet() % loses != 0)) {
                    to.send(new DatagramPacket(packet.getData(), packet.getLength(), onward));
                }
            }
        } catch (IOException _) {
            // closed
        }
    }

    @Override
    public void close() {
        front.close();
        back.close();
    }
}
