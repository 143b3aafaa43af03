package io.sixlane.relay.tcp;

class PortableNioHostileIT extends HostileConformance {
    @Override
    TcpPath path(TcpSettings settings) {
        return PortableNioIT.nio(settings);
    }
}
