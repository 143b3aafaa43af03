package io.sixlane.http.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection that sends the head of a request for longer than a deadline, however
 * steadily: such a head costs a descriptor, and no timeout of silence ends it. Stands before the
 * codec; a second handler behind it notes what it made of the bytes.
 */
final class HeadDeadline extends ChannelInboundHandlerAdapter {
    private final Duration deadline;
    private @Nullable Future<?> closing;
    private boolean inRequest;
    private boolean readRequest;

    private HeadDeadline(Duration deadline) {
        this.deadline = deadline;
    }

    /**
     * @param codec the name of the handler that makes requests of bytes
     */
    static void add(ChannelPipeline pipeline, String codec, Duration deadline) {
        var head = new HeadDeadline(deadline);
        pipeline.addBefore(codec, "headDeadline", head);
        pipeline.addAfter(codec, "headsRead", head.new Heads());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        readRequest = inRequest;
        context.fireChannelRead(bytes);
        if (!readRequest && closing == null) {
            closing =
                    context.executor()
                            .schedule(
                                    () -> {
                                        var _ = context.close();
                                    },
                                    deadline.toMillis(),
                                    TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        headIsWhole();
        context.fireChannelInactive();
    }

    private void headIsWhole() {
        if (closing != null) {
            closing.cancel(false);
            closing = null;
        }
    }

    private final class Heads extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest) {
                inRequest = true;
                readRequest = true;
                headIsWhole();
            }
            if (message instanceof LastHttpContent) {
                inRequest = false;
            }
            context.fireChannelRead(message);
        }
    }
}
