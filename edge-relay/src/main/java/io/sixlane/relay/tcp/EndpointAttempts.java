package io.sixlane.relay.tcp;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DuplexChannel;
import io.netty.resolver.NoopAddressResolverGroup;
import io.sixlane.relay.forward.ConnectFailure;
import io.sixlane.relay.forward.Route;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tries one destination after the other; on one event loop. */
final class EndpointAttempts {
    private final Iterator<Route.Destination> destinations;
    private final EventLoop loop;
    private final TcpSettings settings;
    private final Transport transport;
    private final Observer observer;

    /** Gets an endpoint or, once, that there is none; nothing after it is closed. */
    interface Observer {
        boolean isClosed();

        void connected(DuplexChannel endpoint, Route.Destination destination, long nanos);

        void exhausted();

        /** Something threw: nothing is known of this connection any more. */
        void broken(Throwable cause);
    }

    EndpointAttempts(
            Iterator<Route.Destination> destinations,
            EventLoop loop,
            TcpSettings settings,
            Transport transport,
            Observer observer) {
        this.destinations = destinations;
        this.loop = loop;
        this.settings = settings;
        this.transport = transport;
        this.observer = observer;
    }

    void next() {
        if (observer.isClosed()) {
            return;
        }
        if (!destinations.hasNext()) {
            observer.exhausted();
            return;
        }
        var destination = destinations.next();
        var answered = new AtomicBoolean();
        var late =
                loop.schedule(
                        () -> guarded(() -> unresolved(destination, answered)),
                        settings.connectTimeout().toNanos(),
                        TimeUnit.NANOSECONDS);
        destination
                .address()
                .whenComplete(
                        (address, failure) ->
                                onLoop(
                                        () -> {
                                            late.cancel(false);
                                            if (failure != null) {
                                                unresolved(destination, answered);
                                            } else if (!answered.getAndSet(true)) {
                                                connect(destination, address);
                                            }
                                        }));
    }

    /** Failed, or not resolved within the connect timeout. */
    private void unresolved(Route.Destination destination, AtomicBoolean answered) {
        if (!answered.getAndSet(true)) {
            failed(destination, ConnectFailure.UNRESOLVED);
        }
    }

    private void connect(Route.Destination destination, InetSocketAddress address) {
        if (observer.isClosed()) {
            return;
        }
        var startedNanos = System.nanoTime();
        var high = settings.writeBufferHigh();
        var bootstrap =
                new Bootstrap()
                        .group(loop)
                        .channel(transport.channel())
                        .resolver(NoopAddressResolverGroup.INSTANCE)
                        .option(ChannelOption.AUTO_READ, false)
                        .option(ChannelOption.AUTO_CLOSE, false)
                        .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.SO_KEEPALIVE, true)
                        .option(ChannelOption.SO_LINGER, 0)
                        .option(
                                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                Math.toIntExact(settings.connectTimeout().toMillis()))
                        .option(
                                ChannelOption.WRITE_BUFFER_WATER_MARK,
                                new WriteBufferWaterMark(high / 2, high))
                        .handler(new ChannelInboundHandlerAdapter());
        transport.options(settings).forEach(bootstrap::option);
        bootstrap
                .connect(address)
                .addListener(
                        (ChannelFuture attempt) -> {
                            if (!attempt.isSuccess()) {
                                // Without a channel the answer comes on another thread.
                                var cause = ConnectFailure.of(attempt.cause());
                                onLoop(() -> failed(destination, cause));
                            } else if (observer.isClosed()) {
                                RelayedConnection.reset(attempt.channel());
                            } else {
                                var channel = (DuplexChannel) attempt.channel();
                                var nanos = System.nanoTime() - startedNanos;
                                onLoop(() -> observer.connected(channel, destination, nanos));
                            }
                        });
    }

    private void failed(Route.Destination destination, ConnectFailure cause) {
        if (cause == ConnectFailure.EXHAUSTED) {
            ChannelReserve.complain("no descriptor or port left to reach endpoints with");
        }
        if (!observer.isClosed()) {
            destination.failed(cause);
            next();
        }
    }

    private void onLoop(Runnable task) {
        if (loop.inEventLoop()) {
            guarded(task);
        } else {
            loop.execute(() -> guarded(task));
        }
    }

    /** Nothing thrown here reaches the resolver or the attempt. */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) { // an Error too must not leave a client waiting
            observer.broken(e);
        }
    }
}
