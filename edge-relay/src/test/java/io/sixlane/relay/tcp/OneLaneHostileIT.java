package io.sixlane.relay.tcp;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Relays in one process share its processors, and the tenant with them: at full length alone. */
@EnabledOnOs(OS.LINUX)
@EnabledIfSystemProperty(named = "sixlane.hostile.lanes", matches = "true")
class OneLaneHostileIT extends HostileConformance {
    @Override
    TcpPath path(TcpSettings settings) {
        return OneLaneIT.splicing(settings);
    }
}
