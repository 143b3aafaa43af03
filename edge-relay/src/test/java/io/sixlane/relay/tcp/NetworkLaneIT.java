package io.sixlane.relay.tcp;

import io.sixlane.relay.lane.security.FleetFixture;
import io.sixlane.relay.lane.security.LaneEncryption;
import io.sixlane.relay.lane.security.LaneSecurity;
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

/**
 * Connections over lanes that are plain once both ends are proven keep what direct ones promise.
 */
@EnabledOnOs(OS.LINUX)
@Isolated("its handshakes take every processor")
class NetworkLaneIT {
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
                2,
                settings,
                NativeTcpPath::new,
                relay ->
                        relays.computeIfAbsent(
                                relay,
                                id -> fleet.relay(LanePath.REGION, id, LaneEncryption.NETWORK)));
    }

    @Nested
    class Forwarding extends ForwardingConformance {
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
