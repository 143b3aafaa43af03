package io.sixlane.relay.endpoint;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A name server over UDP and TCP that answers what a test tells it, the same of every name or not.
 */
final class DnsServer implements AutoCloseable {
    static final int A = 1;
    static final int CNAME = 5;
    static final int SOA = 6;
    static final int AAAA = 28;
    static final int SERVER_FAILURE = 2;
    static final int NO_SUCH_NAME = 3;
    static final int REFUSED = 5;

    private static final int HEADER = 12;
    private static final int MOST_OVER_UDP = 512;
    private static final int RESPONSE = 0x8180;
    private static final int TRUNCATED = 0x0200;

    private final DatagramSocket socket;
    private final ServerSocket tcp;
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private volatile @Nullable Reply ofEveryName;
    private volatile int ttlSeconds;
    private volatile List<InetAddress> addresses = List.of();

    /** One record of an answer; data of a name is written out. Never compared. */
    @SuppressWarnings("ArrayRecordComponent")
    record Rr(String owner, int type, long ttl, byte[] data) {
        static Rr address(String owner, long ttl, String address) {
            var bytes = InetAddress.ofLiteral(address).getAddress();
            return new Rr(owner, bytes.length == 4 ? A : AAAA, ttl, bytes);
        }

        static Rr alias(String owner, long ttl, String target) {
            return new Rr(owner, CNAME, ttl, name(target));
        }

        static Rr soa(String zone, long ttl, int minimum) {
            var names = ByteBuffer.allocate(512).put(name("ns." + zone)).put(name("x." + zone));
            names.putInt(1).putInt(2).putInt(3).putInt(4).putInt(minimum);
            return new Rr(zone, SOA, ttl, Arrays.copyOf(names.array(), names.position()));
        }
    }

    /**
     * @param code 0 for success
     */
    record Reply(int code, boolean truncated, List<Rr> answer, List<Rr> authority) {
        static final Reply SILENCE = new Reply(-1, false, List.of(), List.of());

        static Reply code(int code) {
            return new Reply(code, false, List.of(), List.of());
        }

        static Reply of(Rr... answer) {
            return new Reply(0, false, List.of(answer), List.of());
        }
    }

    /** One port for both protocols. */
    private record Port(ServerSocket tcp, DatagramSocket udp) {
        private static final int MOST_TRIES = 20;

        /** Tries another one when that port of UDP is taken. */
        static Port open(int tried) throws IOException {
            var here = InetAddress.ofLiteral("127.0.0.1");
            var tcp = new ServerSocket(0, 50, here);
            try {
                var address = new InetSocketAddress(here, tcp.getLocalPort());
                return new Port(tcp, new DatagramSocket(address));
            } catch (BindException e) {
                tcp.close();
                if (tried == MOST_TRIES) {
                    throw e;
                }
                return open(tried + 1);
            }
        }
    }

    DnsServer() throws IOException {
        var port = Port.open(1);
        tcp = port.tcp();
        socket = port.udp();
        Thread.ofPlatform().daemon().name("dns-server").start(this::serve);
        Thread.ofPlatform().daemon().name("dns-server-tcp").start(this::serveTcp);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** The same of every name. */
    void answer(int ttlSeconds, String... addresses) {
        this.ttlSeconds = ttlSeconds;
        this.addresses = Arrays.stream(addresses).map(InetAddress::ofLiteral).toList();
        this.ofEveryName = null;
    }

    void fail() {
        ofEveryName = Reply.code(SERVER_FAILURE);
    }

    /** Counts before {@link #answer} and {@link #fail}. */
    void on(String name, int type, Reply reply) {
        replies.put(key(name, type), reply);
    }

    void forget(String name, int type) {
        replies.remove(key(name, type));
    }

    int timesAsked(String name, int type) {
        return asked.getOrDefault(key(name, type), new AtomicInteger()).get();
    }

    private static String key(String name, int type) {
        return name.toLowerCase(Locale.ROOT) + " " + type;
    }

    private void serve() {
        var packet = new DatagramPacket(new byte[512], 512);
        while (!socket.isClosed()) {
            try {
                packet.setLength(512);
                socket.receive(packet);
                var answer =
                        answerTo(
                                Arrays.copyOf(packet.getData(), packet.getLength()), MOST_OVER_UDP);
                if (answer.length > 0) {
                    socket.send(
                            new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (SocketException _) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serveTcp() {
        while (!tcp.isClosed()) {
            try (var client = tcp.accept()) {
                var in = new DataInputStream(client.getInputStream());
                var query = in.readNBytes(in.readUnsignedShort());
                var answer = answerTo(query, 65_535);
                var out = new DataOutputStream(client.getOutputStream());
                out.writeShort(answer.length);
                out.write(answer);
            } catch (IOException _) {
                // a client that went, or the end
            }
        }
    }

    private byte[] answerTo(byte[] query, int most) {
        var end = HEADER;
        var labels = new ArrayList<String>();
        while (query[end] != 0) {
            labels.add(new String(query, end + 1, query[end], StandardCharsets.US_ASCII));
            end += 1 + query[end];
        }
        var name = String.join(".", labels) + ".";
        var type = query[end + 2] & 0xff;
        asked.computeIfAbsent(key(name, type), _ -> new AtomicInteger()).incrementAndGet();
        var reply = replyTo(name, type);
        if (reply.code() < 0) {
            return new byte[0];
        }
        var question = Arrays.copyOfRange(query, HEADER, end + 5);
        var whole = written(query, question, reply, reply.truncated());
        return whole.length <= most
                ? whole
                : written(query, question, new Reply(0, true, List.of(), List.of()), true);
    }

    private Reply replyTo(String name, int type) {
        var own = replies.get(key(name, type));
        if (own != null) {
            return own;
        }
        var every = ofEveryName;
        if (every != null) {
            return every;
        }
        var length = type == A ? 4 : 16;
        return Reply.of(
                addresses.stream()
                        .filter(address -> address.getAddress().length == length)
                        .map(address -> new Rr(name, type, ttlSeconds, address.getAddress()))
                        .toArray(Rr[]::new));
    }

    private static byte[] written(byte[] query, byte[] question, Reply reply, boolean truncated) {
        var answer = ByteBuffer.allocate(1 << 20);
        answer.put(query, 0, 2)
                .putShort((short) (RESPONSE | (truncated ? TRUNCATED : 0) | reply.code()))
                .putShort((short) 1)
                .putShort((short) reply.answer().size())
                .putShort((short) reply.authority().size())
                .putShort((short) 0)
                .put(question);
        Stream.concat(reply.answer().stream(), reply.authority().stream())
                .forEach(
                        one ->
                                answer.put(name(one.owner()))
                                        .putShort((short) one.type())
                                        .putShort((short) 1)
                                        .putInt((int) one.ttl())
                                        .putShort((short) one.data().length)
                                        .put(one.data()));
        return Arrays.copyOf(answer.array(), answer.position());
    }

    private static byte[] name(String text) {
        var bytes = ByteBuffer.allocate(256);
        for (var label : text.split("\\.", -1)) {
            if (!label.isEmpty()) {
                bytes.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
            }
        }
        bytes.put((byte) 0);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    @Override
    public void close() throws IOException {
        socket.close();
        tcp.close();
    }
}
