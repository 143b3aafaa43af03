package io.sixlane.relay.proxyprotocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The PROXY protocol's headers, versions 1 and 2 (source: HAProxy's doc/proxy-protocol.txt). The
 * destination in them is the accelerated address that the client connected to.
 */
public final class ProxyHeader {
    /** The longest version 1 header: two IPv6 addresses in full. */
    static final int V1_MAX_LENGTH = 107;

    private static final byte[] SIGNATURE = {
        0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a
    };
    private static final int FIXED_LENGTH = 16;
    private static final int VERSION_2 = 0x20;
    private static final int PROXY = 1;
    private static final int IPV4 = 0x10;
    private static final int IPV6 = 0x20;
    private static final int CRC32C_TYPE = 0x03;
    private static final int UNIQUE_ID_TYPE = 0x05;
    private static final int TAG_HEADER = 3;
    private static final int CRC32C_LENGTH = 4;

    /** The protocol that the header goes before. */
    public enum Transport {
        STREAM(1),
        DATAGRAM(2);

        private final int code;

        Transport(int code) {
            this.code = code;
        }
    }

    private ProxyHeader() {}

    /** At most {@value #V1_MAX_LENGTH} bytes of ASCII. */
    public static byte[] v1(InetSocketAddress client, InetSocketAddress accelerated) {
        var pair = AddressPair.of(client, accelerated);
        var header =
                (pair.isIpv4() ? "PROXY TCP4 " : "PROXY TCP6 ")
                        + AddressText.of(pair.client())
                        + ' '
                        + AddressText.of(pair.accelerated())
                        + ' '
                        + client.getPort()
                        + ' '
                        + accelerated.getPort()
                        + "\r\n";
        return header.getBytes(US_ASCII);
    }

    /** Version 1's header of a connection that the relay itself makes, such as a health check. */
    public static byte[] v1Local() {
        return "PROXY UNKNOWN\r\n".getBytes(US_ASCII);
    }

    /**
     * Version 2, with {@code tags}, a unique id and a checksum.
     *
     * @param uniqueId of the connection, up to 128 bytes
     */
    public static byte[] v2(
            Transport transport,
            InetSocketAddress client,
            InetSocketAddress accelerated,
            ConnectionTags tags,
            byte[] uniqueId) {
        var pair = AddressPair.of(client, accelerated);
        var following =
                2 * pair.client().length
                        + 4
                        + tags.length()
                        + TAG_HEADER
                        + uniqueId.length
                        + TAG_HEADER
                        + CRC32C_LENGTH;
        var header = new byte[FIXED_LENGTH + following];
        var buffer = ByteBuffer.wrap(header);
        buffer.put(SIGNATURE)
                .put((byte) (VERSION_2 | PROXY))
                .put((byte) ((pair.isIpv4() ? IPV4 : IPV6) | transport.code))
                .putShort((short) following)
                .put(pair.client())
                .put(pair.accelerated())
                .putShort((short) client.getPort())
                .putShort((short) accelerated.getPort());
        tags.writeTo(buffer);
        buffer.put((byte) UNIQUE_ID_TYPE).putShort((short) uniqueId.length).put(uniqueId);
        buffer.put((byte) CRC32C_TYPE).putShort((short) CRC32C_LENGTH);
        // Over the whole header with zeros where the checksum stands.
        var crc = new CRC32C();
        crc.update(header);
        buffer.putInt((int) crc.getValue());
        return header;
    }

    /** Version 2's header of a connection that the relay itself makes, such as a health check. */
    public static byte[] v2Local() {
        return ByteBuffer.allocate(FIXED_LENGTH).put(SIGNATURE).put((byte) VERSION_2).array();
    }
}
