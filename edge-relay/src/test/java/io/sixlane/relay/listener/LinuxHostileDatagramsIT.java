package io.sixlane.relay.listener;

import io.sixlane.relay.udp.DropObserver;
import io.sixlane.relay.udp.LinuxUdpPath;
import io.sixlane.relay.udp.UdpPath;
import io.sixlane.relay.udp.UdpSettings;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class LinuxHostileDatagramsIT extends HostileDatagramsConformance {
    @Override
    UdpPath path(UdpSettings settings, DropObserver drops) {
        return new LinuxUdpPath(settings, drops);
    }
}
