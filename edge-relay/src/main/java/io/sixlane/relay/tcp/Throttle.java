package io.sixlane.relay.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.sixlane.relay.forward.ByteBudget;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Passes the bytes that a budget grants and holds the rest of one read; reads nothing more before
 * that is sent.
 */
final class Throttle extends ChannelDuplexHandler {
    private final ByteBudget budget;
    private final Channel peer;
    private final Queue<ByteBuf> held = new ArrayDeque<>();
    private @Nullable Object end;
    private boolean waiting;
    private boolean removed;

    /**
     * @param peer where the bytes go; none are let through while it is above its high write mark
     */
    Throttle(ByteBudget budget, Channel peer) {
        this.budget = budget;
        this.peer = peer;
    }

    /** Whether bytes of this channel wait for their budget. */
    static boolean isWaiting(Channel channel) {
        var throttle = channel.pipeline().get(Throttle.class);
        return throttle != null && throttle.waiting;
    }

    /** Drops held bytes. */
    static void remove(Channel channel) {
        if (channel.pipeline().get(Throttle.class) != null) {
            channel.pipeline().remove(Throttle.class);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        held.add((ByteBuf) message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        forward(context);
    }

    /** Comes with autoread, so also when the peer can take more. */
    @Override
    public void read(ChannelHandlerContext context) {
        if (held.isEmpty()) {
            context.read();
        } else {
            forward(context);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            end = event;
            forward(context);
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    /** Passes held bytes on, whatever the budget: one read at most. */
    @Override
    public void channelInactive(ChannelHandlerContext context) {
        while (!held.isEmpty()) {
            context.fireChannelRead(held.remove());
        }
        context.fireChannelReadComplete();
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        removed = true;
        held.forEach(ByteBuf::release);
        held.clear();
        budget.close();
    }

    private void forward(ChannelHandlerContext context) {
        var moved = false;
        while (!waiting && !held.isEmpty() && peer.isWritable()) {
            var head = held.element();
            var granted = budget.take(head.readableBytes());
            if (granted == 0) {
                waitForMore(context);
            } else {
                context.fireChannelRead(
                        granted < head.readableBytes()
                                ? head.readRetainedSlice(granted)
                                : held.remove());
                moved = true;
            }
        }
        if (moved) {
            context.fireChannelReadComplete();
        }
        var more = held.isEmpty() && peer.isWritable();
        context.channel().config().setAutoRead(more);
        if (more) {
            context.read(); // what was asked for while bytes were held
        }
        if (held.isEmpty() && end != null) {
            var event = end;
            end = null;
            context.fireUserEventTriggered(event);
        }
    }

    private void waitForMore(ChannelHandlerContext context) {
        waiting = true;
        var _ =
                context.executor()
                        .schedule(
                                () -> forwardAgain(context),
                                budget.waitNanos(),
                                TimeUnit.NANOSECONDS);
    }

    private void forwardAgain(ChannelHandlerContext context) {
        waiting = false;
        if (!removed) {
            try {
                forward(context);
            } catch (RuntimeException e) {
                context.fireExceptionCaught(e);
            }
        }
    }
}
