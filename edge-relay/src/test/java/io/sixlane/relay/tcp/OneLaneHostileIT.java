package io.sixlane.relay.tcp;

import io.sixlane.relay.Needs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Relays in one process share its processors, and the tenant with them: at full length alone. */
@EnabledOnOs(OS.LINUX)
class OneLaneHostileIT extends HostileConformance {
    @BeforeAll
    static void atFullLength() {
        Needs.optionally(
                Boolean.getBoolean("sixlane.hostile.lanes"),
                "the processors for two relays",
                "run with -Pfull-length");
    }

    @Override
    TcpPath path(TcpSettings settings) {
        return OneLaneIT.splicing(settings);
    }
}
