package io.sixlane.relay.route;

import io.sixlane.relay.fleet.Peer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends probes to other relays and answers theirs, on a UDP socket at the address where lanes are
 * accepted. Ignores requests that are not authentic or were received before.
 */
final class Prober implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Prober.class);
    private static final Duration ROUND = Duration.ofMillis(10);
    private static final Duration IDLE_ROUND = Duration.ofMillis(250);
    private static final Duration REST = Duration.ofSeconds(1);

    /** Requests per second to all peers: 1.4 Mbit/s with headers. */
    private static final int MOST_REQUESTS = 1_000;

    /** Answers per second; bounds the cost of a faulty peer. */
    private static final int MOST_ANSWERS = 2_000;

    private static final int MOST_AT_ONCE = 256;

    private final @Nullable InetSocketAddress listen;
    private final Supplier<Collection<Peer>> peers;
    private final Predicate<Peer> probed;
    private final Predicate<String> active;
    private final Links links;
    private final PeerAddresses addresses;
    private final Thread thread;
    private final byte[] datagram = new byte[ProbeMessage.BYTES + 1];
    private volatile boolean closed;
    private volatile @Nullable InetSocketAddress bound;
    private long secondNanos = System.nanoTime();
    private int requests;
    private int answers;

    /**
     * @param listen where probes of others arrive; null for any port
     * @param probed whether this relay measures the link to a peer
     * @param active whether connections take the link to a relay
     */
    Prober(
            @Nullable InetSocketAddress listen,
            Supplier<Collection<Peer>> peers,
            Predicate<Peer> probed,
            Predicate<String> active,
            Links links) {
        this.listen = listen;
        this.peers = peers;
        this.probed = probed;
        this.active = active;
        this.links = links;
        this.addresses = new PeerAddresses();
        this.thread = Thread.ofPlatform().name("relay-probes").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Where it receives; null while it cannot. */
    @Nullable InetSocketAddress bound() {
        return bound;
    }

    /** Frees the port for the next process and does not bind it again. */
    void release() {
        closed = true;
        thread.interrupt();
    }

    @Override
    public void close() {
        release();
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            thread.join(REST);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** The process before this one may hold the port for a while after a hot restart. */
    private void run() {
        var failing = false;
        while (!closed) {
            try (var selector = Selector.open();
                    var channel = open()) {
                channel.register(selector, SelectionKey.OP_READ);
                failing = false;
                serve(selector, channel);
            } catch (Throwable e) { // or the links would never be measured again
                if (!failing && !closed) {
                    log.atWarn()
                            .addKeyValue("address", listen)
                            .addKeyValue("cause", e.getMessage())
                            .log("links cannot be probed, will retry");
                }
                failing = true;
                rest();
            } finally {
                bound = null;
            }
        }
    }

    private DatagramChannel open() throws IOException {
        var channel =
                listen == null
                        ? DatagramChannel.open()
                        : DatagramChannel.open(
                                listen.getAddress().getAddress().length == 4
                                        ? StandardProtocolFamily.INET
                                        : StandardProtocolFamily.INET6);
        try {
            channel.bind(listen);
            channel.configureBlocking(false);
            bound = (InetSocketAddress) channel.getLocalAddress();
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void rest() {
        LockSupport.parkNanos(REST.toNanos());
        var _ = Thread.interrupted();
    }

    private void serve(Selector selector, DatagramChannel channel) throws IOException {
        while (!closed) {
            selector.select(pause().toMillis());
            selector.selectedKeys().clear();
            refill(System.nanoTime());
            // Answers that arrived while this thread stood still count before they are overdue.
            if (receive(channel)) {
                links.look(System.nanoTime());
            }
            for (var peer : peers.get()) {
                if (probed.test(peer)) {
                    request(channel, peer);
                }
            }
        }
    }

    /** The time until the next probe; without a key or a peer there is none. */
    private Duration pause() {
        return peers.get().stream().anyMatch(peer -> links.keys().newest(peer.id()) != null)
                ? ROUND
                : IDLE_ROUND;
    }

    private void refill(long nowNanos) {
        if (nowNanos - secondNanos >= TimeUnit.SECONDS.toNanos(1)) {
            secondNanos = nowNanos;
            requests = 0;
            answers = 0;
        }
    }

    private void request(DatagramChannel channel, Peer peer) throws IOException {
        var key = links.keys().newest(peer.id());
        var address = addresses.of(peer);
        if (key == null || address == null || requests >= MOST_REQUESTS) {
            return;
        }
        var due = links.of(peer.id()).due(active.test(peer.id()), System.nanoTime());
        if (due.isPresent()) {
            requests++;
            var message =
                    new ProbeMessage(ProbeMessage.Type.REQUEST, key.number(), due.getAsInt(), 0);
            send(channel, message.write(key), address);
        }
    }

    /** Returns whether the socket is drained. */
    private boolean receive(DatagramChannel channel) throws IOException {
        for (var count = 0; count < MOST_AT_ONCE; count++) {
            var buffer = ByteBuffer.wrap(datagram);
            SocketAddress from;
            try {
                from = channel.receive(buffer);
            } catch (PortUnreachableException _) {
                continue;
            }
            if (from == null) {
                return true;
            }
            received(channel, buffer.position(), from);
        }
        return false;
    }

    private void received(DatagramChannel channel, int length, SocketAddress from)
            throws IOException {
        var number = ProbeMessage.keyOf(datagram, length);
        var shared = number.isEmpty() ? null : links.keys().find(number.get());
        if (shared == null) {
            return;
        }
        var message = ProbeMessage.read(Arrays.copyOf(datagram, length), shared.key());
        if (message.isEmpty()) {
            return;
        }
        var probe = message.get();
        if (probe.type() == ProbeMessage.Type.ANSWER) {
            links.of(shared.relay())
                    .answered(probe.sequence(), probe.received(), System.nanoTime());
            return;
        }
        var history = answers < MOST_ANSWERS ? shared.history().received(probe.sequence()) : 0;
        if (history != 0) {
            answers++;
            var answer =
                    new ProbeMessage(
                            ProbeMessage.Type.ANSWER, probe.key(), probe.sequence(), history);
            send(channel, answer.write(shared.key()), from);
        }
    }

    /** A probe that cannot be sent is a lost one. */
    private static void send(DatagramChannel channel, byte[] bytes, SocketAddress to) {
        try {
            channel.send(ByteBuffer.wrap(bytes), to);
        } catch (IOException e) {
            log.atTrace().addKeyValue("to", to).log("probe not sent");
        }
    }
}
