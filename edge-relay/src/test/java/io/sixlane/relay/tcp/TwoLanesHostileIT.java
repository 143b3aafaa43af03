package io.sixlane.relay.tcp;

import io.sixlane.relay.Needs;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Relays in one process share its processors, and the tenant with them: at full length alone. */
@EnabledOnOs(OS.LINUX)
class TwoLanesHostileIT extends HostileConformance {
    @BeforeAll
    static void atFullLength() {
        Needs.optionally(
                Boolean.getBoolean("sixlane.hostile.lanes"),
                "the processors for three relays",
                "run with -Pfull-length");
    }

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
