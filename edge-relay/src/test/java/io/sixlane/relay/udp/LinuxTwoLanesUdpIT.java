package io.sixlane.relay.udp;

import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class LinuxTwoLanesUdpIT extends UdpPathConformance {
    @Override
    UdpPath path(UdpSettings settings, DropObserver drops) {
        return CarryingPath.over(2, settings.threads(), () -> new LinuxUdpPath(settings, drops));
    }
}
