package io.sixlane.relay.tcp;

import java.time.Duration;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class TwoLanesHostileIT extends HostileConformance {
    @Override
    TcpPath path(TcpSettings settings) {
        return TwoLanesIT.splicing(settings);
    }

    /** Three relays drop the bytes of a thousand flows, on the processors of one host. */
    @Override
    Duration untilDiscarded() {
        return Duration.ofSeconds(1);
    }
}
