package io.sixlane.relay.tcp;

class PortableNioIT extends TcpPathConformance {
    @Override
    TcpPath path(TcpSettings settings) {
        return new PortableTcpPath(settings, Transport.NIO);
    }
}
