package io.sixlane.relay.tcp;

import org.junit.jupiter.api.Nested;

class PortableNioIT {
    private static TcpPath nio(TcpSettings settings) {
        return new PortableTcpPath(settings, Transport.NIO);
    }

    @Nested
    class Forwarding extends ForwardingConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return nio(settings);
        }
    }

    @Nested
    class Seam extends RouteConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return nio(settings);
        }
    }

    @Nested
    class Endurance extends EnduranceConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return nio(settings);
        }
    }
}
