package io.sixlane.relay.tcp;

import io.sixlane.relay.tcp.linux.NativeTcpPath;

/** Connections over one lane keep what direct ones promise. */
class OneLaneIT extends NativeConformance {
    OneLaneIT() {
        super(OneLaneIT::splicing, OneLaneIT::copying, LanePath.LARGEST_PREFACE);
    }

    static TcpPath splicing(TcpSettings settings) {
        return LanePath.over(1, settings);
    }

    /** As when the kernel has no pipe memory left: it refuses pipes of this size. */
    private static TcpPath copying(TcpSettings settings) {
        return LanePath.over(1, settings, each -> new NativeTcpPath(each, -1));
    }
}
