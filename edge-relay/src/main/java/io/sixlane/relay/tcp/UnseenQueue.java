package io.sixlane.relay.tcp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.nio.AbstractNioChannel;
import java.io.IOException;
import java.nio.channels.SelectionKey;

/**
 * Finds out how much the system holds for a peer where Java alone cannot ask: a socket with the
 * smallest send buffer is writable only when next to nothing waits. Linux has at least 4,608 bytes
 * of buffer, of which a segment's own record takes more than half (source: Linux {@code
 * include/net/sock.h}, {@code sk_stream_is_writable}); elsewhere nothing waits.
 */
final class UnseenQueue {
    private UnseenQueue() {}

    /**
     * Whether at most about 2 KB wait for the peer. Nothing large can be sent afterwards.
     *
     * @param channel with nothing left to write
     */
    static boolean isNearlyEmpty(Channel channel) {
        if (!(channel.unsafe() instanceof AbstractNioChannel.NioUnsafe unsafe)) {
            return true;
        }
        try (var selector = unsafe.ch().provider().openSelector()) {
            channel.config().setOption(ChannelOption.SO_SNDBUF, 1);
            unsafe.ch().register(selector, SelectionKey.OP_WRITE);
            return selector.selectNow() > 0;
        } catch (IOException | ChannelException _) {
            return !channel.isOpen(); // without a descriptor for the look, it comes again
        }
    }
}
