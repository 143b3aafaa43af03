package io.sixlane.relay.udp;

import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.unix.FileDescriptor;
import io.sixlane.relay.forward.ConnectFailure;
import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.linux.Errno;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A session with a connected socket of Linux. */
final class LinuxSession extends UdpSession implements SendBatch.Sender {
    /**
     * Calls to receive per iteration of the loop, so that one endpoint does not starve the loop.
     */
    private static final int ROUNDS = 4;

    private static final byte[] NO_HEADER = {};

    private final @Nullable LinuxListener listener;
    private final LinuxBuffers buffers;
    private @Nullable Upstream upstream;

    LinuxSession(SessionStart start, LinuxBuffers buffers) {
        super(start);
        this.listener = start.owner() instanceof LinuxListener here ? here : null;
        this.buffers = buffers;
    }

    @Override
    InetSocketAddress open(InetSocketAddress endpoint) throws IOException {
        return loop().ports().connect(endpoint, port -> open(endpoint, port));
    }

    private InetSocketAddress open(InetSocketAddress endpoint, int port) throws IOException {
        var socket = buffers.calls().connected(endpoint, port);
        var opened = new Upstream(new FileDescriptor(socket));
        try {
            var local = buffers.calls().localAddress(socket);
            opened.registration = LinuxListener.register(loop(), opened);
            opened.endpoint = endpoint;
            opened.port = local.getPort();
            upstream = opened;
            return local;
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    /** Resumes a session on a socket that another process connected to an endpoint. */
    void resumeOn(int socket) {
        var kept = new Upstream(new FileDescriptor(socket));
        upstream = kept;
        try {
            var local = buffers.calls().localAddress(socket);
            var remote = buffers.calls().remoteAddress(socket);
            if (startAt(remote, local)) {
                kept.registration = LinuxListener.register(loop(), kept);
            }
        } catch (IOException e) {
            kept.close(); // the endpoint may have refused datagrams meanwhile
            end(DisconnectCause.ENDPOINT_RESET);
        }
    }

    /** Receives no more: datagrams wait in the sockets. */
    void pause() {
        if (upstream != null && upstream.registration != null) {
            upstream.registration.cancel();
            upstream.registration = null;
        }
        stopTimer();
    }

    /** Resumes after {@link #pause}. */
    void resume() {
        if (upstream != null && !isEnded()) {
            try {
                upstream.registration = LinuxListener.register(loop(), upstream);
                startTimer();
            } catch (IOException _) {
                end(DisconnectCause.STOPPED);
            }
        }
    }

    /** Null when there is nothing that another process could resume. */
    @Nullable InheritedSession held(int listenerIndex) {
        return upstream == null || isEnded() || isWaiting()
                ? null
                : new InheritedSession(
                        client(), accelerated(), listenerIndex, destinationId(), socket());
    }

    /** Whether the next process may take it over: its client is here, and its socket admits. */
    boolean isLent() {
        return listener != null && listener.admits();
    }

    /** Joins answers, unless each may begin with a header. */
    @Override
    void opened() {
        if (!stripsHeader()) {
            buffers.calls().joinSegments(socket());
        }
    }

    /**
     * Forwards message {@code i}, which leaves when the batch of sends is flushed.
     *
     * @param segment bytes of each of its datagrams but a shorter last one
     */
    void forward(ReceiveBatch batch, int i, int segment) {
        var length = batch.length(i);
        var datagrams = segment == 0 ? 1 : Math.ceilDiv(length, segment);
        if (isEnded()) {
            dropped(datagrams);
        } else if (isWaiting()) {
            for (var from = 0; from < length || from == 0; from += Math.max(1, segment)) {
                hold(batch.copy(i, from, Math.min(segment, length - from)));
            }
        } else if (!passesIn(length, datagrams)) {
            return;
        } else if (onward().isTaken()) {
            for (var from = 0; from < length || from == 0; from += Math.max(1, segment)) {
                onward().send(batch.copy(i, from, Math.min(segment, length - from)));
            }
        } else {
            buffers.sends().add(this, header(), batch.address(i), length, segment, null, false);
        }
    }

    @Override
    void send(byte[] payload) {
        if (isEnded()) {
            dropped(1);
        } else if (passesIn(payload.length, 1)) {
            var address = buffers.copyOf(payload);
            buffers.sends()
                    .add(this, header(), address, payload.length, payload.length, null, false);
            buffers.sends().flush();
        }
    }

    private void answered(ReceiveBatch batch, int i) {
        batch.read(i);
        var skipped = stripsHeader() && batch.startsWith(i, header()) ? header().length : 0;
        var length = batch.length(i) - skipped;
        var segment = batch.segment() - skipped;
        if (!passesOut(length, segment == 0 ? 1 : Math.ceilDiv(length, segment))) {
            return;
        }
        var elsewhere = from();
        if (elsewhere == null) {
            toClient(batch.address(i) + skipped, length, segment);
            return;
        }
        for (var from = 0; from < length || from == 0; from += Math.max(1, segment)) {
            elsewhere.answer(batch.copy(i, skipped + from, Math.min(segment, length - from)));
        }
    }

    private void toClient(long address, int length, int segment) {
        if (listener != null) {
            buffers.sends()
                    .add(listener, NO_HEADER, address, length, segment, key(), listener.isIpv6());
        }
    }

    @Override
    void toClient(byte[] payload) {
        toClient(buffers.copyOf(payload), payload.length, payload.length);
        buffers.sends().flush();
    }

    @Override
    public int socket() {
        return upstream == null ? -1 : upstream.descriptor.intValue();
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public void refused() {
        endpointFailed(ConnectFailure.REFUSED);
    }

    @Override
    public void unreachable() {
        endpointFailed(ConnectFailure.UNREACHABLE);
    }

    @Override
    void closeSocket() {
        var closing = upstream;
        if (closing != null) {
            // Before its number goes to another session.
            buffers.sends().flush();
            var endpoint = closing.endpoint;
            if (endpoint == null) {
                closing.end();
            } else {
                loop().ports().close(endpoint, closing.port, closing::end);
            }
        }
    }

    /** The socket to the endpoint. */
    private final class Upstream implements EpollIoHandle {
        private final FileDescriptor descriptor;
        private @Nullable IoRegistration registration;

        /** Null where another process took the port. */
        private @Nullable InetSocketAddress endpoint;

        private int port;

        private Upstream(FileDescriptor descriptor) {
            this.descriptor = descriptor;
        }

        @Override
        public FileDescriptor fd() {
            return descriptor;
        }

        @Override
        public void handle(IoRegistration registration, IoEvent event) {
            var batch = buffers.received();
            for (var round = 0; round < ROUNDS && !isEnded(); round++) {
                var count = batch.receive(buffers.calls(), descriptor.intValue());
                if (count == -Errno.ECONNREFUSED) {
                    refused();
                    return;
                }
                for (var i = 0; i < count && !isEnded(); i++) {
                    try {
                        answered(batch, i);
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

        private void end() {
            if (registration != null) {
                registration.cancel();
            }
            close();
        }

        @Override
        public void close() {
            try {
                descriptor.close();
            } catch (IOException _) {
                // Linux has released it all the same.
            }
        }
    }
}
