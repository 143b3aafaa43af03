package io.sixlane.relay.udp;

import io.sixlane.relay.forward.Admission;
import io.sixlane.relay.forward.BoundSocket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** The sockets of some event loops on one accelerated port. */
final class BoundDatagrams implements BoundSocket {
    private final InetSocketAddress address;
    private final List<ListenerSocket> sockets;

    private BoundDatagrams(InetSocketAddress address, List<ListenerSocket> sockets) {
        this.address = address;
        this.sockets = sockets;
    }

    /** Makes a socket, on the loop's thread. */
    interface Opener {
        ListenerSocket open(UdpLoop loop, InetSocketAddress address, Admission admission)
                throws IOException;
    }

    /**
     * One socket for each loop; one that still has sessions of before admits again.
     *
     * @param address port 0 for a free one
     */
    static BoundDatagrams bind(
            List<UdpLoop> loops, InetSocketAddress address, Admission admission, Opener opener)
            throws IOException {
        var sockets = new ArrayList<ListenerSocket>();
        var wanted = address;
        try {
            for (var loop : loops) {
                var here = wanted;
                var socket =
                        onLoop(
                                loop,
                                () -> {
                                    var held = loop.listener(here);
                                    if (held != null && held.resume(admission)) {
                                        return held;
                                    }
                                    var opened = opener.open(loop, here, admission);
                                    loop.remember(opened);
                                    return opened;
                                });
                sockets.add(socket);
                wanted = socket.address();
            }
        } catch (IOException e) {
            new BoundDatagrams(wanted, sockets).close();
            throw e;
        }
        return new BoundDatagrams(wanted, List.copyOf(sockets));
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    /** In the order of the loops. */
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
            } catch (IOException e) {
                throw new IllegalStateException("socket not closed", e);
            }
        }
    }

    /** On the loop's thread; returns when it is done. */
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
