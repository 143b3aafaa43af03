package io.sixlane.relay.health;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.resolver.NoopAddressResolverGroup;
import io.netty.util.concurrent.Future;
import io.sixlane.relay.forward.ConnectFailure;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Checks one address of an endpoint once. Waits for nothing; the caller sets the time limit. */
final class Probe {
    private final EventLoop loop;
    private final AnyTls tls = new AnyTls();

    Probe(EventLoop loop) {
        this.loop = loop;
    }

    /** Ends when there is an outcome or, by {@link Attempt#stop}, when there is none in time. */
    Attempt start(CheckTarget target, InetSocketAddress address) {
        var attempt = new Attempt(target, address);
        attempt.connect(0);
        return attempt;
    }

    /** One running check. */
    final class Attempt {
        private final CheckTarget target;
        private final InetSocketAddress address;
        private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        private volatile @Nullable Channel channel;

        private Attempt(CheckTarget target, InetSocketAddress address) {
            this.target = target;
            this.address = address;
        }

        CompletionStage<Outcome> outcome() {
            return outcome;
        }

        void stop(Outcome instead) {
            outcome.complete(instead);
            var open = channel;
            if (open != null) {
                var _ = open.close();
            }
        }

        /**
         * @param tlsKind the handshake of an HTTPS check
         */
        private void connect(int tlsKind) {
            var startedNanos = System.nanoTime();
            var connecting =
                    new Bootstrap()
                            .group(loop)
                            .channel(NioSocketChannel.class)
                            .resolver(NoopAddressResolverGroup.INSTANCE)
                            .option(ChannelOption.TCP_NODELAY, true)
                            .option(
                                    ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                    target.check().timeoutMillis())
                            .handler(new ChannelInboundHandlerAdapter())
                            .connect(address);
            channel = connecting.channel();
            connecting.addListener(
                    (ChannelFuture future) -> {
                        if (future.isSuccess()) {
                            var nanos = System.nanoTime() - startedNanos;
                            connected(future.channel(), nanos, tlsKind);
                        } else {
                            outcome.complete(outcomeOf(future.cause()));
                        }
                    });
        }

        private void connected(Channel channel, long connectNanos, int tlsKind) {
            var greeting = target.greeting().bytes();
            if (greeting.length > 0) {
                var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(greeting));
            }
            switch (target.check().protocol()) {
                case TCP -> {
                    outcome.complete(new Outcome.Passed(connectNanos));
                    // An empty write ends after the greeting is out.
                    channel.writeAndFlush(Unpooled.EMPTY_BUFFER)
                            .addListener(ChannelFutureListener.CLOSE);
                }
                case HTTP -> ask(channel, connectNanos);
                case HTTPS -> shakeHands(channel, connectNanos, tlsKind);
            }
        }

        private void shakeHands(Channel channel, long connectNanos, int tlsKind) {
            var handler = tls.handler(tlsKind, channel.alloc(), HttpRequests.serverName(target));
            var failures = new HandshakeFailures();
            channel.pipeline().addLast(handler, failures);
            handler.handshakeFuture()
                    .addListener(
                            (Future<Channel> done) -> {
                                if (done.isSuccess()) {
                                    channel.pipeline().remove(failures);
                                    ask(channel, connectNanos);
                                } else {
                                    handshakeFailed(channel, done.cause(), tlsKind);
                                }
                            });
        }

        /** Another kind of handshake may have what this server wants. */
        private void handshakeFailed(Channel channel, Throwable cause, int tlsKind) {
            var _ = channel.close();
            var mayDiffer =
                    cause instanceof SSLException && !(cause instanceof NotSslRecordException);
            if (mayDiffer && tlsKind + 1 < tls.kinds() && !outcome.isDone()) {
                connect(tlsKind + 1);
            } else {
                outcome.complete(new Outcome.Failed("TLS: " + cause.getMessage()));
            }
        }

        private void ask(Channel channel, long connectNanos) {
            channel.pipeline()
                    .addLast(new HttpRequestEncoder())
                    .addLast(new StatusReader(target.check(), connectNanos, outcome));
            var _ = channel.writeAndFlush(HttpRequests.of(target));
        }
    }

    /** Ends here what the handshake's future reports, too. */
    private static final class HandshakeFailures extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var _ = context.close();
        }
    }

    private static Outcome outcomeOf(Throwable cause) {
        var failure = ConnectFailure.of(cause);
        return switch (failure) {
            case EXHAUSTED -> new Outcome.Unknown();
            case OTHER -> new Outcome.Failed(String.valueOf(cause.getMessage()));
            default ->
                    new Outcome.Failed(failure.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        };
    }
}
