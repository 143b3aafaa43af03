package io.sixlane.benchmarks.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.platform.FreePorts;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ListeningTest {
    @Test
    void addresses_are_written_as_the_kernel_writes_them() throws Exception {
        assertThat(Listening.hex(InetAddress.ofLiteral("127.0.0.1").getAddress()))
                .isEqualTo("0100007F");
        assertThat(Listening.hex(InetAddress.ofLiteral("2001:db8::a").getAddress()))
                .isEqualTo("B80D0120" + "00000000" + "00000000" + "0A000000");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_socket_is_seen_while_it_listens() throws Exception {
        var own = ProcessHandle.current().pid();
        var port = FreePorts.next();
        try (var _ = new ServerSocket(port, 1, InetAddress.ofLiteral("::1"))) {
            assertThat(Listening.on(own, "::1", port)).isTrue();
            assertThat(Listening.on(own, "127.0.0.1", port)).isFalse();
        }
        assertThat(Listening.on(own, "::1", port)).isFalse();
    }
}
