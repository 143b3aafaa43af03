package io.sixlane.relay.udp;

import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class LinuxOneLaneUdpIT extends UdpPathConformance {
    @Override
    UdpPath path(UdpSettings settings, DropObserver drops) {
        return CarryingPath.over(1, settings.threads(), () -> new LinuxUdpPath(settings, drops));
    }
}
