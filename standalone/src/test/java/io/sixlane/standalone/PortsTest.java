package io.sixlane.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void noTwoPartsShareAPortAndTheOffsetMovesAll() {
        assertThat(new Ports(0).all(true).values()).doesNotHaveDuplicates().contains(8080, 15_432);
        assertThat(new Ports(1000).all(true))
                .allSatisfy(
                        (part, port) ->
                                assertThat(port)
                                        .isEqualTo(
                                                new Ports(0).all(true).getOrDefault(part, 0)
                                                        + 1000));
    }

    @Test
    void aTakenPortIsNamedWithItsPartAndAWayOut() throws IOException {
        var loopback = InetAddress.getLoopbackAddress();
        var free = Ports.anyFree(loopback);
        var offset = Math.floorMod(free - 8080, 40_000);
        var ports = new Ports(offset);
        try (var _ = new ServerSocket(ports.gateway(), 1, loopback)) {
            assertThatThrownBy(() -> ports.requireFree(false))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("Port %s (gateway) is taken".formatted(ports.gateway()))
                    .hasMessageContaining("--port-offset " + (offset + 1000));
        }
    }

    @Test
    void anOffsetBeyondTheLastPortIsRefused() {
        assertThatThrownBy(() -> new Ports(46_001)).isInstanceOf(StackException.class);
        assertThatThrownBy(() -> new Ports(-1)).isInstanceOf(StackException.class);
        assertThat(new Ports(46_000).all(true).values())
                .allSatisfy(port -> assertThat(port).isLessThan(65_536));
    }
}
