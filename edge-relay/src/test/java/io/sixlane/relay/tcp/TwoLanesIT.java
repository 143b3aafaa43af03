package io.sixlane.relay.tcp;

import io.sixlane.relay.tcp.linux.NativeTcpPath;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Connections over two lanes, with a relay in between, keep what direct ones promise. */
@EnabledOnOs(OS.LINUX)
class TwoLanesIT {
    static TcpPath splicing(TcpSettings settings) {
        return LanePath.over(2, settings);
    }

    /** As when the kernel has no pipe memory left: it refuses pipes of this size. */
    private static TcpPath copying(TcpSettings settings) {
        return LanePath.over(2, settings, each -> new NativeTcpPath(each, -1));
    }

    @Nested
    class Forwarding extends ForwardingConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return splicing(settings);
        }
    }

    @Nested
    class ForwardingWithoutPipes extends ForwardingConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return copying(settings);
        }
    }

    @Nested
    class Seam extends RouteConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return splicing(settings);
        }

        /** OPEN carries it. */
        @Override
        int largestPreface() {
            return 3 << 10;
        }
    }

    @Nested
    class OnLinux extends LinuxConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return splicing(settings);
        }
    }

    @Nested
    class Endurance extends EnduranceConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return splicing(settings);
        }
    }

    @Nested
    class SlowPeers extends SlowPeerConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return splicing(settings);
        }
    }

    @Nested
    class Resets extends ResetConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return splicing(settings);
        }
    }

    @Nested
    class ResetsWithoutPipes extends ResetConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return copying(settings);
        }
    }
}
