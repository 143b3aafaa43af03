package io.sixlane.relay.tcp;

import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class OneLaneHostileIT extends HostileConformance {
    @Override
    TcpPath path(TcpSettings settings) {
        return OneLaneIT.splicing(settings);
    }
}
