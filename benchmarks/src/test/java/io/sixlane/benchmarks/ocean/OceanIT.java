package io.sixlane.benchmarks.ocean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.within;

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
                "needs Linux with TUN, as root: sudo ./sixlane test");
    }

    @Test
    void a_client_meets_the_origin_after_two_round_trips() throws IOException {
        try (var ocean = Ocean.open();
                var _ = Origin.start(ocean.origin())) {
            ocean.become(Profile.E, 1);
            var client = new Client(ocean.client());
            for (var address : new String[] {Ocean.ORIGIN_IPV6, Ocean.ORIGIN_IPV4}) {
                var origin = new InetSocketAddress(InetAddress.ofLiteral(address), Origin.PORT);
                var fetched = client.fetch(origin, 100_000, 30);
                assertThat(fetched.connect() / 1e6).isCloseTo(20, within(3.0));
                assertThat(fetched.firstByte() / 1e6).isCloseTo(40, within(6.0));
                assertThat(fetched.total()).isGreaterThan(fetched.firstByte());
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
