package io.sixlane.relay.tcp;

import java.time.Duration;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Relays in one process share its processors, and the tenant with them: at full length alone. */
@EnabledOnOs(OS.LINUX)
@EnabledIfSystemProperty(named = "sixlane.hostile.lanes", matches = "true")
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
