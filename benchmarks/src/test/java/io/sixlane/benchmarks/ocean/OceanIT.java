package io.sixlane.benchmarks.ocean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OceanIT {
    @BeforeEach
    void needsRoot() {
        Assumptions.assumeTrue(
                Files.isWritable(Path.of("/dev/net/tun")),
                "optional, needs /dev/net/tun and root: run as root on Linux");
    }

    @Test
    void a_client_reaches_the_origin_after_two_round_trips() throws IOException {
        try (var ocean = Ocean.open();
                var _ = Origin.start(ocean.origin())) {
            ocean.become(Profile.E, 1);
            var client = new Client(ocean.client());
            for (var address : new String[] {Ocean.ORIGIN_IPV6, Ocean.ORIGIN_IPV4}) {
                var origin = new InetSocketAddress(InetAddress.ofLiteral(address), Origin.PORT);
                // The fastest of a few: other work of the host delays some of them.
                var connect = Long.MAX_VALUE;
                var firstByte = Long.MAX_VALUE;
                for (var i = 0; i < 10; i++) {
                    var fetched = client.fetch(origin, 100_000, 30);
                    connect = Math.min(connect, fetched.connect());
                    firstByte = Math.min(firstByte, fetched.firstByte());
                    assertThat(fetched.total()).isGreaterThan(fetched.firstByte());
                }
                assertThat(connect / 1e6).isBetween(20.0, 24.0);
                assertThat(firstByte / 1e6).isBetween(40.0, 48.0);
                var nothing = client.fetch(origin, 0, 30);
                assertThat(nothing.total()).isGreaterThanOrEqualTo(nothing.firstByte());
            }
            ocean.links().set("public", "cut");
            var origin =
                    new InetSocketAddress(InetAddress.ofLiteral(Ocean.ORIGIN_IPV6), Origin.PORT);
            assertThatIOException().isThrownBy(() -> client.fetch(origin, 1, 1));
        }
    }
}
