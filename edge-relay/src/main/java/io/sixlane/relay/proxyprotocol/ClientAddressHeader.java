package io.sixlane.relay.proxyprotocol;

import io.sixlane.configuration.accelerator.ClientIp;
import io.sixlane.configuration.accelerator.Protocol;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

/** The header of one connection or UDP session, chosen by its endpoint group. */
public final class ClientAddressHeader {
    private static final byte[] NONE = {};

    private ClientAddressHeader() {}

    /**
     * The bytes to send before the first byte of a TCP connection, or before each UDP datagram.
     *
     * @param uniqueId asked only where the header carries it, up to 128 bytes
     * @return empty when there is nothing to send, or {@code clientIp} does not fit {@code
     *     protocol}
     */
    public static byte[] of(
            ClientIp clientIp,
            Protocol protocol,
            InetSocketAddress client,
            InetSocketAddress accelerated,
            ConnectionTags tags,
            Supplier<byte[]> uniqueId) {
        if (!clientIp.fits(protocol)) {
            return NONE;
        }
        return switch (clientIp) {
            case OFF -> NONE;
            case PROXY_V1 -> ProxyHeader.v1(client, accelerated);
            case PROXY_V2 ->
                    ProxyHeader.v2(
                            protocol == Protocol.TCP
                                    ? ProxyHeader.Transport.STREAM
                                    : ProxyHeader.Transport.DATAGRAM,
                            client,
                            accelerated,
                            tags,
                            uniqueId.get());
            case SPP -> SimpleProxyHeader.of(client, accelerated);
        };
    }
}
