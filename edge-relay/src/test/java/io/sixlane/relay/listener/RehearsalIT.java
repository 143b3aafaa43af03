package io.sixlane.relay.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.relay.lane.LaneObserver;
import io.sixlane.relay.lane.LanePeer;
import io.sixlane.relay.lane.LaneSettings;
import io.sixlane.relay.route.LinkObserver;
import io.sixlane.relay.tcp.PortableTcpPath;
import io.sixlane.relay.tcp.TcpPath;
import io.sixlane.relay.tcp.TcpSettings;
import io.sixlane.relay.tcp.linux.NativeTcpPath;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
class RehearsalIT {
    private static final int CONNECTIONS = 100;
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final InetSocketAddress ANY_PORT =
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);

    private static TcpSettings settings() {
        return new TcpSettings(Duration.ofSeconds(2), Duration.ofMinutes(1), 64 << 10, 1);
    }

    private static Rehearsal rehearsal(TcpPath path) {
        return new Rehearsal(
                Fixtures.properties("::1/128", Path.of("unused"), Fixtures.NO_KAFKA), path);
    }

    @Test
    void every_connection_arrives_on_the_portable_path() throws Exception {
        try (var rehearsal = rehearsal(new PortableTcpPath(settings()))) {
            assertThat(rehearsal.run(CONNECTIONS, LONG)).isEqualTo(CONNECTIONS);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void every_second_connection_goes_over_a_lane_where_there_are_lanes() throws Exception {
        var overLanes = new AtomicInteger();
        var path = new NativeTcpPath(settings());
        try (var rehearsal = rehearsal(path)) {
            var listening = new InetSocketAddress[1];
            path.useLanes(
                    new LaneSettings(
                            null,
                            "cubic",
                            false,
                            _ -> new LanePeer(Fixtures.REGION, listening[0]),
                            Set::of,
                            Set::of,
                            rehearsal.admission(),
                            new LaneObserver() {
                                @Override
                                public void flow(boolean reused) {
                                    overLanes.incrementAndGet();
                                }
                            },
                            LinkObserver.NONE));
            listening[0] = path.acceptLanes(ANY_PORT, List.of()).address();
            rehearsal.useLanes();

            assertThat(rehearsal.run(CONNECTIONS, LONG)).isEqualTo(CONNECTIONS);
            // Counted at both ends of the lane.
            assertThat(overLanes).hasValue(CONNECTIONS);
        }
    }

    @Test
    void it_ends_when_the_time_is_up() throws Exception {
        try (var rehearsal = rehearsal(new PortableTcpPath(settings()))) {
            assertThat(rehearsal.run(CONNECTIONS, Duration.ofMillis(1))).isLessThan(10);
        }
    }
}
