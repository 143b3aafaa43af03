package io.sixlane.relay.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.sixlane.relay.udp.InheritedSession;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionListTest {
    private static final InheritedSession IPV4 =
            new InheritedSession(at("192.0.2.7", 40_000), at("198.51.100.1", 53), 0, "ep-1", 11);
    private static final InheritedSession IPV6 =
            new InheritedSession(at("2001:db8::7", 65_535), at("2001:db8:1::1", 443), 3, "", 12);

    @Test
    void sessions_are_read_as_they_were_written() throws IOException {
        var sessions = List.of(IPV4, IPV6);
        assertThat(read(SessionList.write(sessions), List.of(11, 12))).isEqualTo(sessions);
        assertThat(read(SessionList.write(List.of()), List.of())).isEmpty();
    }

    @Test
    void the_zone_of_a_link_local_client_stays() throws IOException {
        var bytes = new byte[16];
        bytes[0] = (byte) 0xfe;
        bytes[1] = (byte) 0x80;
        var client = new InetSocketAddress(Inet6Address.getByAddress(null, bytes, 5), 1);
        var session = new InheritedSession(client, at("fe80::1", 443), 0, "ep-1", 1);
        var read = read(SessionList.write(List.of(session)), List.of(1)).getFirst();
        assertThat(((Inet6Address) read.client().getAddress()).getScopeId()).isEqualTo(5);
    }

    @Test
    void fewer_bytes_are_refused() {
        var bytes = SessionList.write(List.of(IPV4));
        for (var length = 0; length < bytes.length; length++) {
            var cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> read(cut, List.of(11))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void an_invalid_entry_affects_no_other() throws IOException {
        var bad = new InheritedSession(at("192.0.2.8", 1), at("198.51.100.1", 53), 0, "ep-2", 13);
        var bytes = SessionList.write(List.of(IPV4, bad, IPV6));
        var second = SessionList.write(List.of(IPV4)).length;
        bytes[second + 2] = 5; // no address has five bytes
        var refused = new ArrayList<Integer>();
        assertThat(SessionList.read(bytes, List.of(11, 13, 12), refused::add))
                .containsExactly(IPV4, IPV6);
        assertThat(refused).containsExactly(13);
    }

    private static List<InheritedSession> read(byte[] bytes, List<Integer> descriptors)
            throws IOException {
        return SessionList.read(
                bytes, descriptors, descriptor -> fail("session %s is refused", descriptor));
    }

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }
}
