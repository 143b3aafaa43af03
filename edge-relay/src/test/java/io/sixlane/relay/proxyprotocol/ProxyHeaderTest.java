package io.sixlane.relay.proxyprotocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.ClientIp;
import io.sixlane.configuration.accelerator.Protocol;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProxyHeaderTest {
    private static final ConnectionTags TAGS =
            new ConnectionTags(new AcceleratorId("ga-1"), 7, "r1");
    private static final byte[] UNIQUE_ID = {1, 2, 3};
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";

    @Test
    void v1_of_ipv4_is_the_line_in_the_specification() {
        assertThat(v1(at("192.168.0.1", 56324), at("192.168.0.11", 443)))
                .isEqualTo("PROXY TCP4 192.168.0.1 192.168.0.11 56324 443\r\n");
    }

    @Test
    void v1_of_ipv6_is_short_where_it_may_be() {
        assertThat(v1(at("2001:db8::1", 1), at("::1", 65499)))
                .isEqualTo("PROXY TCP6 2001:db8::1 ::1 1 65499\r\n");
        assertThat(v1(at("2001:db8:0:1:0:0:0:0", 1), at("::", 2)))
                .isEqualTo("PROXY TCP6 2001:db8:0:1:: :: 1 2\r\n");
        assertThat(v1(at("1:0:2:3:4:5:6:7", 1), at("1:0:0:2:0:0:0:3", 2)))
                .isEqualTo("PROXY TCP6 1:0:2:3:4:5:6:7 1:0:0:2::3 1 2\r\n");
    }

    @Test
    void v1_is_at_most_as_long_as_receivers_must_take() {
        var longest = at("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 65535);
        assertThat(v1(longest, longest)).hasSize(104);
        assertThat(ProxyHeader.v1(longest, longest))
                .hasSizeLessThanOrEqualTo(ProxyHeader.V1_MAX_LENGTH);
    }

    @Test
    void the_ipv4_side_of_mixed_families_is_promoted() {
        assertThat(v1(at("2001:db8::1", 1000), at("192.0.2.1", 443)))
                .isEqualTo("PROXY TCP6 2001:db8::1 ::ffff:c000:201 1000 443\r\n");
        assertThat(v2(at("2001:db8::1", 1000), at("192.0.2.1", 443)))
                .startsWith(
                        SIGNATURE
                                + "21210041"
                                + "20010db8000000000000000000000001"
                                + "00000000000000000000ffffc0000201"
                                + "03e801bb");
    }

    @Test
    void mapped_addresses_on_both_sides_are_ipv4() throws UnknownHostException {
        assertThat(v1(mapped("192.0.2.1", 1000), mapped("192.0.2.2", 443)))
                .isEqualTo("PROXY TCP4 192.0.2.1 192.0.2.2 1000 443\r\n");
        assertThat(v2(mapped("192.0.2.1", 1000), at("192.0.2.2", 443)))
                .startsWith(SIGNATURE + "21110029" + "c0000201" + "c0000202" + "03e801bb");
    }

    @Test
    void a_zone_is_not_sent() throws UnknownHostException {
        var zoned =
                new InetSocketAddress(
                        Inet6Address.getByAddress(
                                null, InetAddress.ofLiteral("fe80::1").getAddress(), 1),
                        9);
        assertThat(v1(zoned, at("::1", 2))).isEqualTo("PROXY TCP6 fe80::1 ::1 9 2\r\n");
    }

    @Test
    void v2_is_exact_to_the_byte() {
        assertThat(v2(at("192.0.2.1", 1000), at("198.51.100.2", 443)))
                .isEqualTo(
                        SIGNATURE
                                + "21110029"
                                + "c0000201"
                                + "c6336402"
                                + "03e801bb"
                                + "e00004"
                                + "67612d31"
                                + "e10001"
                                + "37"
                                + "e20002"
                                + "7231"
                                + "050003"
                                + "010203"
                                + "030004"
                                + CRC);
    }

    /** Computed apart from this code: CRC-32C of the header with four zero bytes at its end. */
    private static final String CRC = "68c4213c";

    @Test
    void datagrams_and_local_have_codes_of_their_own() {
        var client = at("::1", 5);
        assertThat(
                        ProxyHeader.v2(
                                ProxyHeader.Transport.DATAGRAM, client, client, TAGS, UNIQUE_ID)[
                                13])
                .isEqualTo((byte) 0x22);
        var ipv4 = at("127.0.0.1", 5);
        assertThat(ProxyHeader.v2(ProxyHeader.Transport.DATAGRAM, ipv4, ipv4, TAGS, UNIQUE_ID)[13])
                .isEqualTo((byte) 0x12);
        assertThat(HexFormat.of().formatHex(ProxyHeader.v2Local()))
                .isEqualTo(SIGNATURE + "20000000");
        assertThat(new String(ProxyHeader.v1Local(), US_ASCII)).isEqualTo("PROXY UNKNOWN\r\n");
    }

    @Test
    void the_simple_header_has_mapped_addresses_and_38_bytes() {
        assertThat(
                        HexFormat.of()
                                .formatHex(
                                        SimpleProxyHeader.of(
                                                at("192.0.2.1", 1000), at("2001:db8::2", 53))))
                .isEqualTo(
                        "56ec"
                                + "00000000000000000000ffffc0000201"
                                + "20010db8000000000000000000000002"
                                + "03e80035");
    }

    @Test
    void every_header_is_read_back_as_what_was_written() throws UnknownHostException {
        var seed = 20_261_123L;
        var random = new Random(seed);
        for (var i = 0; i < 2_000; i++) {
            var client = anyAddress(random);
            var accelerated = anyAddress(random);
            assertThat(DecodedHeader.v1(ProxyHeader.v1(client, accelerated)))
                    .as("seed %d, round %d", seed, i)
                    .satisfies(header -> assertSame(header, client, accelerated));
            var v2 =
                    ProxyHeader.v2(
                            ProxyHeader.Transport.STREAM, client, accelerated, TAGS, UNIQUE_ID);
            assertThat(DecodedHeader.v2(v2))
                    .as("seed %d, round %d", seed, i)
                    .satisfies(header -> assertSame(header, client, accelerated))
                    .satisfies(header -> assertThat(header.length()).isEqualTo(v2.length))
                    .satisfies(
                            header ->
                                    assertThat(header.tags())
                                            .containsAllEntriesOf(
                                                    Map.of(
                                                            0xe0, "ga-1", 0xe1, "7", 0xe2, "r1",
                                                            0x05, "010203")));
            assertThat(DecodedHeader.simple(SimpleProxyHeader.of(client, accelerated)))
                    .as("seed %d, round %d", seed, i)
                    .satisfies(header -> assertSame(header, client, accelerated))
                    .satisfies(header -> assertThat(header.length()).isEqualTo(38));
        }
    }

    @Test
    void headers_that_the_protocol_lacks_are_not_sent() {
        assertThat(header(ClientIp.PROXY_V1, Protocol.UDP)).isEmpty();
        assertThat(header(ClientIp.SPP, Protocol.TCP)).isEmpty();
        assertThat(header(ClientIp.OFF, Protocol.TCP)).isEmpty();
        assertThat(header(ClientIp.PROXY_V2, Protocol.UDP)[13]).isEqualTo((byte) 0x22);
    }

    @Test
    void the_unique_id_is_the_connection_s_in_hexadecimal_too() {
        var first = ConnectionTags.nextConnection();
        var second = ConnectionTags.nextConnection();
        assertThat(ConnectionTags.uniqueId(first)).isNotEqualTo(ConnectionTags.uniqueId(second));
        assertThat(HexFormat.of().formatHex(ConnectionTags.uniqueId(second)))
                .isEqualTo(ConnectionTags.uniqueIdText(second));
        assertThat(header(ClientIp.PROXY_V2, Protocol.TCP)).containsSequence(0x05, 0, 3, 1, 2, 3);
    }

    private static byte[] header(ClientIp clientIp, Protocol protocol) {
        var here = at("::1", 1);
        return ClientAddressHeader.of(
                clientIp, protocol, here, here, TAGS, () -> new byte[] {1, 2, 3});
    }

    private static void assertSame(
            DecodedHeader header, InetSocketAddress client, InetSocketAddress accelerated) {
        assertThat(header.client()).isEqualTo(client);
        assertThat(header.accelerated()).isEqualTo(accelerated);
    }

    /** Half of them IPv4; IPv6 ones with many zeros. */
    private static InetSocketAddress anyAddress(Random random) throws UnknownHostException {
        var bytes = new byte[random.nextBoolean() ? 4 : 16];
        random.nextBytes(bytes);
        if (bytes.length == 16) {
            for (var group = 0; group < 8; group++) {
                if (random.nextBoolean()) {
                    bytes[2 * group] = 0;
                    bytes[2 * group + 1] = 0;
                }
            }
        }
        return new InetSocketAddress(InetAddress.getByAddress(bytes), random.nextInt(1, 65536));
    }

    private static String v1(InetSocketAddress client, InetSocketAddress accelerated) {
        return new String(ProxyHeader.v1(client, accelerated), US_ASCII);
    }

    private static String v2(InetSocketAddress client, InetSocketAddress accelerated) {
        return HexFormat.of()
                .formatHex(
                        ProxyHeader.v2(
                                ProxyHeader.Transport.STREAM,
                                client,
                                accelerated,
                                TAGS,
                                UNIQUE_ID));
    }

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }

    /** An address that Java does not turn into IPv4 by itself. */
    private static InetSocketAddress mapped(String ipv4, int port) throws UnknownHostException {
        var bytes = new byte[16];
        bytes[10] = -1;
        bytes[11] = -1;
        System.arraycopy(InetAddress.ofLiteral(ipv4).getAddress(), 0, bytes, 12, 4);
        return new InetSocketAddress(Inet6Address.getByAddress(null, bytes, -1), port);
    }
}
