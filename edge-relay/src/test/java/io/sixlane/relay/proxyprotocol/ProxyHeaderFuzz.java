package io.sixlane.relay.proxyprotocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.ClientIp;
import io.sixlane.configuration.accelerator.Protocol;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The addresses and ports of a connection: whatever they are, a receiver that keeps to the
 * specification reads them back from the header of each version. The first byte chooses families
 * and header, the last bytes are the relay's id.
 */
public final class ProxyHeaderFuzz {
    private static final List<ClientIp> CLIENT_IPS = List.of(ClientIp.values());
    private static final int SHORTEST = 1 + 2 * 16 + 2 * 2 + Long.BYTES;
    private static final int LONGEST_RELAY_ID = 128;

    private ProxyHeaderFuzz() {}

    /** Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] input) throws UnknownHostException {
        if (input.length < SHORTEST || input.length > SHORTEST + LONGEST_RELAY_ID) {
            return;
        }
        var bytes = ByteBuffer.wrap(input);
        var choice = bytes.get();
        var client = address(bytes, (choice & 1) == 0 ? 4 : 16);
        var accelerated = address(bytes, (choice & 2) == 0 ? 4 : 16);
        var protocol = (choice & 4) == 0 ? Protocol.TCP : Protocol.UDP;
        var clientIp = CLIENT_IPS.get((choice >> 3 & 0x1f) % CLIENT_IPS.size());
        var connection = bytes.getLong();
        var relay = UTF_8.decode(bytes).toString();

        var header =
                ClientAddressHeader.of(
                        clientIp,
                        protocol,
                        client,
                        accelerated,
                        new ConnectionTags(new AcceleratorId("ga-1"), connection, relay),
                        () -> ConnectionTags.uniqueId(connection));

        if (!clientIp.fits(protocol) || clientIp == ClientIp.OFF) {
            equal(header.length, 0);
            return;
        }
        var decoded =
                switch (clientIp) {
                    case PROXY_V1 -> DecodedHeader.v1(header);
                    case PROXY_V2 -> DecodedHeader.v2(header);
                    case SPP -> DecodedHeader.simple(header);
                    case OFF -> throw new IllegalStateException();
                };
        equal(decoded.client(), client);
        equal(decoded.accelerated(), accelerated);
        equal(decoded.length(), header.length);
        if (clientIp == ClientIp.PROXY_V2) {
            equal(decoded.familyAndTransport() & 0xf, protocol == Protocol.TCP ? 1 : 2);
            equal(decoded.tags().get(ConnectionTags.REVISION), Long.toString(connection));
            equal(decoded.tags().get(ConnectionTags.RELAY), relay);
            equal(
                    decoded.tags().get(0x05),
                    HexFormat.of().formatHex(ConnectionTags.uniqueId(connection)));
        }
    }

    private static InetSocketAddress address(ByteBuffer bytes, int length)
            throws UnknownHostException {
        var address = new byte[length];
        bytes.get(address);
        return new InetSocketAddress(
                InetAddress.getByAddress(address), Short.toUnsignedInt(bytes.getShort()));
    }

    private static void equal(@Nullable Object found, Object wanted) {
        if (!wanted.equals(found)) {
            throw new AssertionError(found + " is not " + wanted);
        }
    }
}
