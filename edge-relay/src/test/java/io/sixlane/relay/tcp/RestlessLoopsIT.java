package io.sixlane.relay.tcp;

import io.sixlane.relay.forward.Admission;
import io.sixlane.relay.forward.BoundSocket;
import io.sixlane.relay.tcp.linux.NativeTcpPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Connections that move to another event loop a hundred times a second behave like any other. */
@EnabledOnOs(OS.LINUX)
class RestlessLoopsIT {
    private static TcpPath restless(TcpSettings settings) {
        try {
            return new Restless(new NativeTcpPath(settings.withThreads(3)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nested
    class Forwarding extends ForwardingConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return restless(settings);
        }
    }

    @Nested
    class Seam extends RouteConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return restless(settings);
        }
    }

    @Nested
    class Resets extends ResetConformance {
        @Override
        TcpPath path(TcpSettings settings) {
            return restless(settings);
        }
    }

    /** A native path of which the loops that carry connections change all the time. */
    private static final class Restless implements TcpPath {
        private static final int[] SPREADS = {2, 1, 3, 2, 3, 1};
        private static final long PAUSE_NANOS = 10_000_000;

        private final NativeTcpPath path;
        private final Thread thread;
        private volatile boolean closed;

        Restless(NativeTcpPath path) {
            this.path = path;
            this.thread = Thread.ofPlatform().name("restless").daemon().start(this::spread);
        }

        private void spread() {
            for (var turn = 0; !closed; turn++) {
                path.spread(SPREADS[turn % SPREADS.length]);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }

        @Override
        public String name() {
            return path.name();
        }

        @Override
        public BoundSocket bind(InetSocketAddress address, Admission admission) throws IOException {
            return path.bind(address, admission);
        }

        @Override
        public BoundSocket adopt(List<Integer> descriptors, Admission admission)
                throws IOException {
            return path.adopt(descriptors, admission);
        }

        @Override
        public void close() {
            closed = true;
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            path.close();
        }
    }
}
