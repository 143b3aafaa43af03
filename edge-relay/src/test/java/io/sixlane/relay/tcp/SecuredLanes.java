package io.sixlane.relay.tcp;

import io.sixlane.relay.lane.security.FleetFixture;
import io.sixlane.relay.lane.security.LaneEncryption;
import io.sixlane.relay.lane.security.LaneSecurity;
import io.sixlane.relay.tcp.linux.NativeTcpPath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Opens paths whose relays prove themselves to each other. */
final class SecuredLanes {
    private final int lanes;
    private final LaneEncryption encryption;
    private final FleetFixture fleet;
    private final Map<String, LaneSecurity> relays = new ConcurrentHashMap<>();

    /**
     * @param lanes of each path, one after the other
     */
    SecuredLanes(Path folder, int lanes, LaneEncryption encryption) throws IOException {
        this.lanes = lanes;
        this.encryption = encryption;
        this.fleet = new FleetFixture(folder);
        LanePath.warmUp(open(PathFixture.settings(Duration.ofMinutes(1))));
    }

    LanePath open(TcpSettings settings) {
        return LanePath.over(
                lanes,
                settings,
                NativeTcpPath::new,
                relay ->
                        relays.computeIfAbsent(
                                relay, id -> fleet.relay(LanePath.REGION, id, encryption)));
    }

    /** Paths on which the kernel encrypts. */
    LanePath openWithKernelTls(TcpSettings settings) {
        return LanePath.over(
                lanes,
                settings,
                NativeTcpPath::new,
                relay -> fleet.relayWithKernelTls(LanePath.REGION, relay));
    }
}
