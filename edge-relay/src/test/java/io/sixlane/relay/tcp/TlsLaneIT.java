package io.sixlane.relay.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.relay.Needs;
import io.sixlane.relay.lane.security.LaneEncryption;
import io.sixlane.relay.linux.KernelTls;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Connections over a lane in TLS keep what direct ones promise. */
@EnabledOnOs(OS.LINUX)
@Isolated("it encrypts on every processor")
class TlsLaneIT {
    private static SecuredLanes lanes;

    @BeforeAll
    static void issue(@TempDir Path folder) throws Exception {
        lanes = new SecuredLanes(folder, 1, LaneEncryption.TLS);
    }

    @Test
    void a_silent_stranger_is_disconnected_after_five_seconds() throws Exception {
        try (var path = lanes.open(PathFixture.settings(Duration.ofMinutes(1)));
                var stranger = new Socket()) {
            var beganNanos = System.nanoTime();
            stranger.connect(path.listening(1).address());
            stranger.setSoTimeout(20_000);

            assertThat(stranger.getInputStream().read()).isNegative();

            assertThat(Duration.ofNanos(System.nanoTime() - beganNanos))
                    .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(8));
        }
    }

    @Nested
    class Forwarding extends ForwardingConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return lanes.open(settings);
        }
    }

    @Nested
    class ForwardingByTheKernel extends ForwardingConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            Needs.optionally(KernelTls.isAvailable(), "TLS in the kernel", "modprobe tls");
            return lanes.openWithKernelTls(settings);
        }
    }

    @Nested
    class Seam extends RouteConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return lanes.open(settings);
        }

        @Override
        int largestPreface() {
            return LanePath.LARGEST_PREFACE;
        }
    }

    @Nested
    class SlowPeers extends SlowPeerConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return lanes.open(settings);
        }
    }

    @Nested
    class Resets extends ResetConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return lanes.open(settings);
        }
    }
}
