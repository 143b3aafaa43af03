package io.sixlane.relay.tcp;

import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Behavior of the native path, with and without lanes. */
@EnabledOnOs(OS.LINUX)
abstract class NativeConformance {
    private final Function<TcpSettings, TcpPath> splicing;
    private final Function<TcpSettings, TcpPath> copying;
    private final int largestPreface;

    /**
     * @param copying as when the kernel has no pipe memory left
     * @param largestPreface in bytes
     */
    NativeConformance(
            Function<TcpSettings, TcpPath> splicing,
            Function<TcpSettings, TcpPath> copying,
            int largestPreface) {
        this.splicing = splicing;
        this.copying = copying;
        this.largestPreface = largestPreface;
    }

    @Nested
    class Forwarding extends ForwardingConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return splicing.apply(settings);
        }
    }

    @Nested
    class ForwardingWithoutPipes extends ForwardingConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return copying.apply(settings);
        }
    }

    @Nested
    class Seam extends RouteConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return splicing.apply(settings);
        }

        @Override
        int largestPreface() {
            return largestPreface;
        }
    }

    @Nested
    class OnLinux extends LinuxConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return splicing.apply(settings);
        }
    }

    @Nested
    class Endurance extends EnduranceConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return splicing.apply(settings);
        }
    }

    @Nested
    class SlowPeers extends SlowPeerConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return splicing.apply(settings);
        }
    }

    @Nested
    class Resets extends ResetConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return splicing.apply(settings);
        }
    }

    @Nested
    class ResetsWithoutPipes extends ResetConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return copying.apply(settings);
        }
    }
}
