package io.sixlane.relay.udp;

import io.sixlane.relay.forward.Admission;
import io.sixlane.relay.forward.BoundSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sockets of some event loops on one accelerated port. */
final class BoundDatagrams implements BoundSocket {
    private static final Logger log = LoggerFactory.getLogger(BoundDatagrams.class);

    private final InetSocketAddress address;
    private final List<ListenerSocket> sockets;

    private BoundDatagrams(InetSocketAddress address, List<ListenerSocket> sockets) {
        this.address = address;
        this.sockets = sockets;
    }

    /** Opens a socket, on the loop's thread. */
    interface Opener {
        /**
         * @param alone whether no other socket may have the port; else those of other loops do
         */
        ListenerSocket open(
                UdpLoop loop, InetSocketAddress address, Admission admission, boolean alone)
                throws IOException;
    }

    /**
     * Binds one socket for each loop; one that still has sessions admits again. The first is bound
     * alone, so that a port of another process is in use as one of TCP is.
     *
     * @param address port 0 for a free one
     */
    static BoundDatagrams bind(
            List<UdpLoop> loops, InetSocketAddress address, Admission admission, Opener opener)
            throws IOException {
        return bind(loops, address, admission, true, opener);
    }

    /** Like {@link #bind}, beside sockets of this relay that have the port. */
    static BoundDatagrams join(
            List<UdpLoop> loops, InetSocketAddress address, Admission admission, Opener opener)
            throws IOException {
        return bind(loops, address, admission, false, opener);
    }

    private static BoundDatagrams bind(
            List<UdpLoop> loops,
            InetSocketAddress address,
            Admission admission,
            boolean first,
            Opener opener)
            throws IOException {
        var sockets = new TreeMap<Integer, ListenerSocket>();
        var wanted = address;
        try {
            for (var i = 0; i < loops.size(); i++) {
                var held = resumed(loops.get(i), address, admission);
                if (held.isPresent()) {
                    sockets.put(i, held.get());
                }
            }
            for (var i = 0; i < loops.size(); i++) {
                if (!sockets.containsKey(i)) {
                    var loop = loops.get(i);
                    var here = wanted;
                    var alone = first && sockets.isEmpty();
                    var opened = onLoop(loop, () -> opened(loop, here, admission, alone, opener));
                    sockets.put(i, opened);
                    wanted = opened.address();
                }
            }
        } catch (IOException e) {
            new BoundDatagrams(wanted, List.copyOf(sockets.values())).close();
            throw e;
        }
        return new BoundDatagrams(wanted, List.copyOf(sockets.values()));
    }

    private static Optional<ListenerSocket> resumed(
            UdpLoop loop, InetSocketAddress address, Admission admission) throws IOException {
        return onLoop(
                loop,
                () ->
                        Optional.ofNullable(loop.listener(address))
                                .filter(held -> held.resume(admission)));
    }

    private static ListenerSocket opened(
            UdpLoop loop,
            InetSocketAddress address,
            Admission admission,
            boolean alone,
            Opener opener)
            throws IOException {
        var opened = opener.open(loop, address, admission, alone);
        loop.remember(opened);
        return opened;
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    /** The descriptors in the order of the loops. */
    @Override
    public List<Integer> descriptors() {
        return sockets.stream()
                .flatMapToInt(socket -> socket.descriptor().stream())
                .boxed()
                .toList();
    }

    @Override
    public void close() {
        for (var socket : sockets) {
            try {
                onLoop(
                        socket.loop(),
                        () -> {
                            socket.stopAdmitting();
                            return socket;
                        });
            } catch (RejectedExecutionException e) {
                log.debug("closed with its event loop", e);
            } catch (IOException e) {
                log.atWarn()
                        .addKeyValue("address", address)
                        .addKeyValue("cause", e.getMessage())
                        .log("socket not closed");
            }
        }
    }

    /** Runs {@code task} on the loop's thread; returns when it is done. */
    static <T> T onLoop(UdpLoop loop, Callable<T> task) throws IOException {
        var done = loop.executor().submit(task).awaitUninterruptibly();
        if (done.isSuccess()) {
            return done.getNow();
        }
        throw done.cause() instanceof IOException e
                ? e
                : new IOException(String.valueOf(done.cause().getMessage()), done.cause());
    }
}
