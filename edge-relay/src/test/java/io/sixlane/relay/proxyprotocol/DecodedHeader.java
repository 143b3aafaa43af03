package io.sixlane.relay.proxyprotocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * A header as a receiver reads it, written from the specification and not from the encoder.
 *
 * @param tags by type; values in hexadecimal
 */
public record DecodedHeader(
        InetSocketAddress client,
        InetSocketAddress accelerated,
        int familyAndTransport,
        Map<Integer, String> tags,
        int length) {

    static DecodedHeader v1(byte[] header) throws UnknownHostException {
        var line = new String(header, US_ASCII);
        if (header.length > 107 || !line.endsWith("\r\n")) {
            throw new IllegalArgumentException(line);
        }
        var words = line.substring(0, line.length() - 2).split(" ", -1);
        if (words.length != 6 || !words[0].equals("PROXY") || !words[1].matches("TCP[46]")) {
            throw new IllegalArgumentException(line);
        }
        return new DecodedHeader(
                new InetSocketAddress(InetAddress.ofLiteral(words[2]), Integer.parseInt(words[4])),
                new InetSocketAddress(InetAddress.ofLiteral(words[3]), Integer.parseInt(words[5])),
                words[1].equals("TCP4") ? 0x11 : 0x21,
                Map.of(),
                header.length);
    }

    public static DecodedHeader v2(byte[] bytes) throws UnknownHostException {
        var buffer = ByteBuffer.wrap(bytes);
        var signature = new byte[12];
        buffer.get(signature);
        if (!HexFormat.of().formatHex(signature).equals("0d0a0d0a000d0a515549540a")
                || buffer.get() != 0x21) {
            throw new IllegalArgumentException(HexFormat.of().formatHex(bytes));
        }
        int family = buffer.get();
        var end = 16 + buffer.getShort();
        var addressLength = (family & 0xf0) == 0x10 ? 4 : 16;
        var client = address(buffer, addressLength);
        var accelerated = address(buffer, addressLength);
        var clientPort = buffer.getShort() & 0xffff;
        var acceleratedPort = buffer.getShort() & 0xffff;
        var tags = new TreeMap<Integer, String>();
        var unchecked = java.util.Arrays.copyOf(bytes, end);
        var checksum = -1L;
        while (buffer.position() < end) {
            var type = buffer.get() & 0xff;
            var value = new byte[buffer.getShort()];
            if (type == 0x03) {
                checksum = buffer.getInt(buffer.position()) & 0xffffffffL;
                java.util.Arrays.fill(
                        unchecked, buffer.position(), buffer.position() + 4, (byte) 0);
            }
            buffer.get(value);
            tags.put(
                    type,
                    type >= 0xe0 ? new String(value, UTF_8) : HexFormat.of().formatHex(value));
        }
        var crc = new CRC32C();
        crc.update(unchecked);
        if (crc.getValue() != checksum) {
            throw new IllegalArgumentException("checksum is wrong");
        }
        return new DecodedHeader(
                new InetSocketAddress(client, clientPort),
                new InetSocketAddress(accelerated, acceleratedPort),
                family,
                tags,
                end);
    }

    static DecodedHeader simple(byte[] bytes) throws UnknownHostException {
        var buffer = ByteBuffer.wrap(bytes);
        if (buffer.getShort() != 0x56ec) {
            throw new IllegalArgumentException(HexFormat.of().formatHex(bytes));
        }
        var client = address(buffer, 16);
        var accelerated = address(buffer, 16);
        return new DecodedHeader(
                new InetSocketAddress(client, buffer.getShort() & 0xffff),
                new InetSocketAddress(accelerated, buffer.getShort() & 0xffff),
                0,
                Map.of(),
                buffer.position());
    }

    /** Java reads a mapped IPv4 address as the IPv4 address that it is. */
    private static InetAddress address(ByteBuffer buffer, int length) throws UnknownHostException {
        var address = new byte[length];
        buffer.get(address);
        return InetAddress.getByAddress(address);
    }
}
