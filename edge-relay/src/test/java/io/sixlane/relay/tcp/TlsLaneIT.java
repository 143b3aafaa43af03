package io.sixlane.relay.tcp;

import io.sixlane.relay.Needs;
import io.sixlane.relay.lane.security.FleetFixture;
import io.sixlane.relay.lane.security.LaneEncryption;
import io.sixlane.relay.lane.security.LaneSecurity;
import io.sixlane.relay.linux.KernelTls;
import io.sixlane.relay.tcp.linux.NativeTcpPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Connections over a lane in TLS keep what direct ones promise. */
@EnabledOnOs(OS.LINUX)
@Isolated("it encrypts on every processor")
class TlsLaneIT {
    private static FleetFixture fleet;
    private static Map<String, LaneSecurity> relays;

    @BeforeAll
    static void issue(@TempDir Path folder) throws Exception {
        fleet = new FleetFixture(folder);
        relays = new ConcurrentHashMap<>();
        LanePath.warmUp(secured(PathFixture.settings(Duration.ofMinutes(1))));
    }

    private static TcpPath secured(TcpSettings settings) {
        return LanePath.over(
                1,
                settings,
                NativeTcpPath::new,
                relay ->
                        relays.computeIfAbsent(
                                relay, id -> fleet.relay(LanePath.REGION, id, LaneEncryption.TLS)));
    }

    @Nested
    class Forwarding extends ForwardingConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return secured(settings);
        }
    }

    @Nested
    class ForwardingByTheKernel extends ForwardingConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            Needs.optionally(KernelTls.isAvailable(), "TLS in the kernel", "modprobe tls");
            return LanePath.over(
                    1,
                    settings,
                    NativeTcpPath::new,
                    relay -> fleet.relayWithKernelTls(LanePath.REGION, relay));
        }
    }

    @Nested
    class Seam extends RouteConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return secured(settings);
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
            return secured(settings);
        }
    }

    @Nested
    class Resets extends ResetConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return secured(settings);
        }
    }
}
