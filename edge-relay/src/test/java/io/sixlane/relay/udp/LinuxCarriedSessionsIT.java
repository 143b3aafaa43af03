package io.sixlane.relay.udp;

import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class LinuxCarriedSessionsIT extends CarriedSessionsConformance {
    @Override
    UdpPath path(UdpSettings settings, DropObserver drops) {
        return new LinuxUdpPath(settings, drops);
    }
}
