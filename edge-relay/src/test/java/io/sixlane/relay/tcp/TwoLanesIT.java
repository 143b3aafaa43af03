package io.sixlane.relay.tcp;

import io.sixlane.relay.tcp.linux.NativeTcpPath;

/** Connections over two lanes, with a relay in between, keep what direct ones promise. */
class TwoLanesIT extends NativeConformance {
    TwoLanesIT() {
        super(TwoLanesIT::splicing, TwoLanesIT::copying, LanePath.LARGEST_PREFACE);
    }

    static TcpPath splicing(TcpSettings settings) {
        return LanePath.over(2, settings);
    }

    /** As when the kernel has no pipe memory left: it refuses pipes of this size. */
    private static TcpPath copying(TcpSettings settings) {
        return LanePath.over(2, settings, each -> new NativeTcpPath(each, -1));
    }
}
