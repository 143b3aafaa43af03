package io.sixlane.relay.tcp;

import io.sixlane.relay.forward.DisconnectCause;
import org.junit.jupiter.api.Nested;

class PortableNioIT {
    static TcpPath nio(TcpSettings settings) {
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

    @Nested
    class SlowPeers extends SlowPeerConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return nio(settings);
        }

        /** Java hides the queue of a socket: the relay ends, and the kernel sends the rest. */
        @Override
        DisconnectCause slowEnd() {
            return DisconnectCause.IDLE;
        }
    }

    @Nested
    class Resets extends ResetConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return nio(settings);
        }
    }
}
