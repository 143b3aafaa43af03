package io.sixlane.relay.health;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.resolver.NoopAddressResolverGroup;
import io.sixlane.configuration.accelerator.HealthCheck;
import io.sixlane.relay.forward.ConnectFailure;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import javax.net.ssl.SSLException;

/** Checks an endpoint once. Waits for nothing; the caller sets the time limit. */
final class Probe {
    private final EventLoop loop;
    private final SslContext trustingAll;

    Probe(EventLoop loop) {
        this.loop = loop;
        try {
            this.trustingAll =
                    SslContextBuilder.forClient()
                            .trustManager(InsecureTrustManagerFactory.INSTANCE)
                            .endpointIdentificationAlgorithm(null)
                            .build();
        } catch (SSLException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /** Ends when there is an outcome or, by {@link Attempt#stop}, when there is none in time. */
    Attempt start(CheckTarget target, InetSocketAddress address) {
        var attempt = new Attempt();
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
        attempt.channel = connecting.channel();
        connecting.addListener(
                (ChannelFuture future) -> {
                    if (future.isSuccess()) {
                        var nanos = System.nanoTime() - startedNanos;
                        connected(target, future.channel(), nanos, attempt);
                    } else {
                        attempt.outcome.complete(outcomeOf(future.cause()));
                    }
                });
        return attempt;
    }

    /** One check that goes on. */
    static final class Attempt {
        private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        private volatile @Nullable Channel channel;

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
    }

    private void connected(
            CheckTarget target, Channel channel, long connectNanos, Attempt attempt) {
        var greeting = target.greeting().bytes();
        if (greeting.length > 0) {
            var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(greeting));
        }
        if (target.check().protocol() == HealthCheck.Protocol.TCP) {
            attempt.outcome.complete(new Outcome.Passed(connectNanos));
            // An empty write ends after the greeting is out.
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        var request = HttpRequests.of(target);
        if (target.check().protocol() == HealthCheck.Protocol.HTTPS) {
            channel.pipeline()
                    .addLast(
                            trustingAll.newHandler(
                                    channel.alloc(), HttpRequests.host(target), target.port()));
        }
        channel.pipeline()
                .addLast(new HttpClientCodec())
                .addLast(new AnswerHandler(target.check(), connectNanos, attempt.outcome));
        var _ = channel.writeAndFlush(request);
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
