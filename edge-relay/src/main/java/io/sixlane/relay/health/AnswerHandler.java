package io.sixlane.relay.health;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.ReferenceCountUtil;
import io.sixlane.configuration.accelerator.HealthCheck;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** Waits for the status of the answer and reads no further. */
final class AnswerHandler extends ChannelInboundHandlerAdapter {
    private final HealthCheck.StatusRange expected;
    private final long connectNanos;
    private final CompletableFuture<Outcome> outcome;

    AnswerHandler(HealthCheck check, long connectNanos, CompletableFuture<Outcome> outcome) {
        this.expected =
                Objects.requireNonNullElse(check.expectedStatus(), HealthCheck.StatusRange.DEFAULT);
        this.connectNanos = connectNanos;
        this.outcome = outcome;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof HttpResponse response) {
                answered(context, response);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void answered(ChannelHandlerContext context, HttpResponse response) {
        if (response.decoderResult().isFailure()) {
            end(context, new Outcome.Failed("the answer is not HTTP"));
            return;
        }
        var status = response.status();
        if (status.codeClass() == HttpStatusClass.INFORMATIONAL) {
            return;
        }
        end(
                context,
                expected.contains(status.code())
                        ? new Outcome.Passed(connectNanos)
                        : new Outcome.Failed(
                                "status %s, expected %s to %s"
                                        .formatted(status.code(), expected.from(), expected.to())));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        outcome.complete(new Outcome.Failed("closed without an answer"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        end(context, new Outcome.Failed(String.valueOf(cause.getMessage())));
    }

    private void end(ChannelHandlerContext context, Outcome found) {
        outcome.complete(found);
        var _ = context.close();
    }
}
