package io.sixlane.relay.udp;

class PortableUdpIT extends UdpPathConformance {
    @Override
    UdpPath path(UdpSettings settings, DropObserver drops) {
        return new PortableUdpPath(settings, drops);
    }
}
