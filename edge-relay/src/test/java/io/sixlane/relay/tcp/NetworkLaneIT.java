package io.sixlane.relay.tcp;

import io.sixlane.relay.lane.security.LaneEncryption;
import java.nio.file.Path;
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
    private static SecuredLanes lanes;

    @BeforeAll
    static void issue(@TempDir Path folder) throws Exception {
        lanes = new SecuredLanes(folder, 2, LaneEncryption.NETWORK);
    }

    @Nested
    class Forwarding extends ForwardingConformance {
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
