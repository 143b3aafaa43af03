package io.sixlane.relay.udp;

import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.sixlane.relay.forward.Admission;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A socket of one event loop on an accelerated port, of one address or of all. */
final class LinuxListener extends ListenerSocket implements EpollIoHandle, SendBatch.Sender {
    /** Calls to receive per iteration of the loop, so that one port does not starve the loop. */
    private static final int ROUNDS = 4;

    /** Requested bytes; the system may grant less. */
    private static final int RECEIVE_BUFFER = 4 << 20;

    private final LinuxBuffers buffers;
    private final FileDescriptor descriptor;
    private final InetSocketAddress address;
    private final boolean ipv6;
    private final FlowKey key = new FlowKey();

    /** Null while nothing is received. */
    private @Nullable IoRegistration registration;

    private LinuxListener(LinuxBuffers buffers, UdpLoop loop, int socket, Admission admission)
            throws IOException {
        super(loop, admission);
        this.buffers = buffers;
        this.descriptor = new FileDescriptor(socket);
        this.address = buffers.calls().localAddress(socket);
        this.ipv6 = address.getAddress() instanceof Inet6Address;
    }

    /**
     * @param alone see {@link BoundDatagrams.Opener#open}
     */
    static ListenerSocket open(
            LinuxBuffers buffers,
            UdpLoop loop,
            InetSocketAddress wanted,
            Admission admission,
            boolean alone)
            throws IOException {
        var socket = buffers.calls().bound(wanted, alone);
        buffers.calls().receiveBuffer(socket, RECEIVE_BUFFER);
        var listener = new LinuxListener(buffers, loop, socket, admission);
        listener.receive();
        return listener;
    }

    /** Takes over a socket that is bound already; it receives nothing before {@link #receive}. */
    static LinuxListener adopt(LinuxBuffers buffers, UdpLoop loop, int socket, Admission admission)
            throws IOException {
        return new LinuxListener(buffers, loop, socket, admission);
    }

    /** Begins to receive, or begins again after {@link #pause}. */
    void receive() throws IOException {
        if (registration == null && descriptor.isOpen()) {
            registration = register(loop(), this);
        }
    }

    /** Receives no more: datagrams wait in the socket. */
    void pause() {
        buffers.sends().flush();
        if (registration != null) {
            registration.cancel();
            registration = null;
        }
    }

    /** Resumes a session of another process, or ends it. */
    void inherit(InheritedSession held) {
        key.set(held.client(), held.accelerated());
        var route = loop().sessions().get(key) == null && loop().hasRoom() ? readmit(held) : null;
        if (route == null) {
            held.close();
            return;
        }
        new LinuxSession(
                        new SessionStart(key, held.client(), held.accelerated(), route, this, null),
                        buffers)
                .resumeOn(held.descriptor());
    }

    @Override
    OptionalInt descriptor() {
        return OptionalInt.of(socket());
    }

    /** Registers {@code handle} for datagrams; on the loop, so done at once. */
    static IoRegistration register(UdpLoop loop, EpollIoHandle handle) throws IOException {
        var registered = ((IoEventLoop) loop.executor()).register(handle);
        if (!registered.isSuccess()) {
            handle.fd().close();
            throw new IOException(registered.cause());
        }
        registered.getNow().submit(EpollIoOps.EPOLLIN);
        return registered.getNow();
    }

    @Override
    InetSocketAddress address() {
        return address;
    }

    @Override
    public int socket() {
        return descriptor.intValue();
    }

    boolean isIpv6() {
        return ipv6;
    }

    @Override
    public FileDescriptor fd() {
        return descriptor;
    }

    @Override
    public void handle(IoRegistration registration, IoEvent event) {
        var batch = buffers.received();
        for (var round = 0; round < ROUNDS && descriptor.isOpen(); round++) {
            var count = batch.receive(buffers.calls(), descriptor.intValue());
            for (var i = 0; i < count; i++) {
                try {
                    dispatch(batch, i);
                } catch (Throwable e) {
                    loop().failed(e);
                }
            }
            buffers.sends().flush();
            if (count < ReceiveBatch.SLOTS) {
                return;
            }
        }
    }

    private void dispatch(ReceiveBatch batch, int i) {
        batch.read(i, key, address.getPort());
        var segment = batch.segment(); // which opening a session changes
        var session = (LinuxSession) loop().sessions().get(key);
        if (session == null || session.leavesEndpoint()) {
            session = admitted();
        }
        if (session != null) {
            session.forward(batch, i, segment);
        }
    }

    private @Nullable LinuxSession admitted() {
        try {
            var client = FlowNames.client(key);
            var local = FlowNames.accelerated(key);
            var route = admit(local, client);
            if (route == null) {
                return null;
            }
            var session =
                    new LinuxSession(
                            new SessionStart(key, client, local, route, this, null), buffers);
            session.start();
            return session;
        } catch (UnknownHostException e) {
            throw new AssertionError("an address has 4 or 16 bytes", e);
        }
    }

    @Override
    void closeSocket() {
        pause();
        close();
    }

    /** Called by the event loop at its end, or by {@link #closeSocket}. */
    @Override
    public void close() {
        try {
            descriptor.close();
        } catch (IOException _) {
            // Linux has released it all the same.
        }
    }
}
