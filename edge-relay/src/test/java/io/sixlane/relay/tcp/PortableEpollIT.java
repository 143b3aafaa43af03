package io.sixlane.relay.tcp;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class PortableEpollIT {
    static TcpPath epoll(TcpSettings settings) {
        return new PortableTcpPath(settings, Transport.EPOLL);
    }

    @Nested
    class Forwarding extends ForwardingConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return epoll(settings);
        }
    }

    @Nested
    class Seam extends RouteConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return epoll(settings);
        }
    }

    @Nested
    class OnLinux extends LinuxConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return epoll(settings);
        }
    }

    @Nested
    class Endurance extends EnduranceConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return epoll(settings);
        }
    }

    @Nested
    class SlowPeers extends SlowPeerConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return epoll(settings);
        }
    }

    @Nested
    class Resets extends ResetConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return epoll(settings);
        }
    }
}
