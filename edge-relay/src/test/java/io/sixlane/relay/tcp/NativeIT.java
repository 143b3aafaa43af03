package io.sixlane.relay.tcp;

import io.sixlane.relay.tcp.linux.NativeTcpPath;
import java.io.IOException;
import java.io.UncheckedIOException;

class NativeIT extends NativeConformance {
    NativeIT() {
        super(NativeIT::splicing, NativeIT::copying, RouteConformance.LARGEST_PREFACE);
    }

    static TcpPath splicing(TcpSettings settings) {
        try {
            return new NativeTcpPath(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As when the kernel has no pipe memory left: it refuses pipes of this size. */
    private static TcpPath copying(TcpSettings settings) {
        try {
            return new NativeTcpPath(settings, -1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
