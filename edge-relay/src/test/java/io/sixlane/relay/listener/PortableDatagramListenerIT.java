package io.sixlane.relay.listener;

import io.sixlane.relay.udp.DropObserver;
import io.sixlane.relay.udp.PortableUdpPath;
import io.sixlane.relay.udp.UdpPath;
import io.sixlane.relay.udp.UdpSettings;

class PortableDatagramListenerIT extends DatagramListenerConformance {
    @Override
    UdpPath path(UdpSettings settings, DropObserver drops) {
        return new PortableUdpPath(settings, drops);
    }
}
