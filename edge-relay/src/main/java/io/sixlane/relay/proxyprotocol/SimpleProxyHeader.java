package io.sixlane.relay.proxyprotocol;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * The Simple Proxy Protocol's header of a UDP datagram (source: Cloudflare Spectrum, "Simple Proxy
 * Protocol Header"): magic, client address, accelerated address, their ports.
 */
public final class SimpleProxyHeader {
    /** Bytes. */
    public static final int LENGTH = 38;

    static final short MAGIC = 0x56ec;

    private SimpleProxyHeader() {}

    /** {@value #LENGTH} bytes; an IPv4 address is mapped. */
    public static byte[] of(InetSocketAddress client, InetSocketAddress accelerated) {
        var pair = AddressPair.wide(client, accelerated);
        return ByteBuffer.allocate(LENGTH)
                .putShort(MAGIC)
                .put(pair.client())
                .put(pair.accelerated())
                .putShort((short) client.getPort())
                .putShort((short) accelerated.getPort())
                .array();
    }

    /** Whether {@code header} is one of these, and not of another protocol. */
    public static boolean isOne(byte[] header) {
        return header.length == LENGTH && ByteBuffer.wrap(header).getShort() == MAGIC;
    }
}
