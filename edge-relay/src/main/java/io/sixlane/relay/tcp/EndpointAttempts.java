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

/** Tries one destination after the other; on one event loop. */
final class EndpointAttempts {
    private final Iterator<Route.Destination> destinations;
    private final EventLoop loop;
    private final TcpSettings settings;
    private final Transport transport;
    private final Observer observer;

    /** Hears of an endpoint or, once, that there is none; neither after it is closed. */
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
        destination
                .address()
                .whenComplete(
                        (address, failure) ->
                                onLoop(
                                        () -> {
                                            if (failure == null) {
                                                connect(destination, address);
                                            } else {
                                                failed(destination, ConnectFailure.UNRESOLVED);
                                            }
                                        }));
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
                        .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.SO_KEEPALIVE, true)
                        .option(
                                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                Math.toIntExact(settings.connectTimeout().toMillis()))
                        .option(
                                ChannelOption.WRITE_BUFFER_WATER_MARK,
                                new WriteBufferWaterMark(high / 2, high))
                        .handler(new ChannelInboundHandlerAdapter());
        transport.patience(settings).forEach(bootstrap::option);
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
            SpareDescriptors.complain("no descriptor or port left to reach endpoints with");
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

    /** Whoever completes an address or an attempt does not hear what is thrown here. */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) { // an Error too must not leave a client waiting
            observer.broken(e);
        }
    }
}
