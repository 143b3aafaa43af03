package io.sixlane.relay.listener;

import io.sixlane.relay.tcp.PortableTcpPath;
import io.sixlane.relay.tcp.TcpPath;
import io.sixlane.relay.tcp.TcpSettings;
import io.sixlane.relay.tcp.linux.NativeTcpPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ListenerReconcilerIT {
    @Nested
    class Portable extends ReconcilerConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return new PortableTcpPath(settings);
        }
    }

    @Nested
    @EnabledOnOs(OS.LINUX)
    class Native extends ReconcilerConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            try {
                return new NativeTcpPath(settings);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
