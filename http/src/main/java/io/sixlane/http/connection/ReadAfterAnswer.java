package io.sixlane.http.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Asks for the next bytes of a connection after each answer. Reactor Netty before 1.3.8 forgets to,
 * when a request that came before the last one had ended is answered on the event loop itself
 * (reactor-netty issue 4361): the connection stays open, and the next request on it is never read.
 * That version makes this class unnecessary. Stands right behind the codec of one connection.
 */
final class ReadAfterAnswer extends ChannelOutboundHandlerAdapter {
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        var _ = context.write(message, promise);
        if (message instanceof LastHttpContent) {
            // Afterwards, because the request that is answered may still be in the queue.
            context.executor().execute(context::read);
        }
    }
}
