package io.sixlane.relay.endpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** A name server that says the same of every name. */
final class DnsServer implements AutoCloseable {
    private static final int HEADER = 12;
    private static final int SERVER_FAILURE = 2;

    private final DatagramSocket socket;
    private volatile List<InetAddress> addresses = List.of();
    private volatile int ttlSeconds;
    private volatile boolean failing;

    DnsServer() throws SocketException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        Thread.ofPlatform().daemon().name("dns-server").start(this::serve);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    void answer(int ttlSeconds, String... addresses) {
        this.ttlSeconds = ttlSeconds;
        this.addresses = Arrays.stream(addresses).map(InetAddress::ofLiteral).toList();
        this.failing = false;
    }

    void fail() {
        failing = true;
    }

    private void serve() {
        var packet = new DatagramPacket(new byte[512], 512);
        while (!socket.isClosed()) {
            try {
                packet.setLength(512);
                socket.receive(packet);
                var answer = answerTo(Arrays.copyOf(packet.getData(), packet.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (SocketException _) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private byte[] answerTo(byte[] query) {
        var end = HEADER;
        while (query[end] != 0) {
            end += 1 + query[end];
        }
        var type = query[end + 2] & 0xff;
        var question = Arrays.copyOfRange(query, HEADER, end + 5);
        var length = type == 1 ? 4 : 16;
        var found =
                failing
                        ? List.<InetAddress>of()
                        : addresses.stream().filter(a -> a.getAddress().length == length).toList();
        var answer = ByteBuffer.allocate(512);
        answer.put(query, 0, 2)
                .putShort((short) (0x8180 | (failing ? SERVER_FAILURE : 0)))
                .putShort((short) 1)
                .putShort((short) found.size())
                .putInt(0)
                .put(question);
        for (var one : found) {
            answer.putShort((short) (0xc000 | HEADER))
                    .putShort((short) type)
                    .putShort((short) 1)
                    .putInt(ttlSeconds)
                    .putShort((short) length)
                    .put(one.getAddress());
        }
        return Arrays.copyOf(answer.array(), answer.position());
    }

    @Override
    public void close() {
        socket.close();
    }
}
