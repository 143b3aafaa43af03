package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.forward.BoundSocket;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;

/**
 * The listening sockets of one address, one per event loop; the kernel spreads connections over
 * them.
 */
final class NativeBoundSocket implements BoundSocket {
    private final InetSocketAddress address;
    private final List<Acceptor> acceptors;
    private final Consumer<NativeBoundSocket> onClosed;

    NativeBoundSocket(
            InetSocketAddress address,
            List<Acceptor> acceptors,
            Consumer<NativeBoundSocket> onClosed) {
        this.address = address;
        this.acceptors = List.copyOf(acceptors);
        this.onClosed = onClosed;
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    List<Acceptor> acceptors() {
        return acceptors;
    }

    @Override
    public List<Integer> descriptors() {
        return acceptors.stream().map(Acceptor::descriptor).toList();
    }

    @Override
    public void close() {
        acceptors.forEach(Acceptor::close);
        onClosed.accept(this);
    }
}
