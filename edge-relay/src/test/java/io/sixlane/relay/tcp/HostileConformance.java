package io.sixlane.relay.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.relay.bandwidth.Bandwidth;
import io.sixlane.relay.forward.BoundSocket;
import io.sixlane.relay.forward.Direction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Clients of one tenant that do what they can to hurt another, whose traffic is measured meanwhile:
 * it may lose a tenth of its rate and none of its connections.
 */
@Isolated("it measures rates")
abstract class HostileConformance extends PathFixture {
    private static final InetAddress IPV4 = InetAddress.ofLiteral("127.0.0.1");
    private static final Duration ATTACK = Duration.ofMillis(500);
    private static final double KEPT_PART = 0.9;

    /**
     * Of times without and with the attack. Their median decides; more are taken where it fails.
     */
    private static final int FEWEST_PAIRS = 3;

    private static final int MOST_PAIRS = 11;

    private static final double ATTACKED_MBPS = 8;

    private final Bandwidth attackedRegion = new Bandwidth(null, System::nanoTime);
    private final List<RecordingRoute> attackedRoutes = new CopyOnWriteArrayList<>();
    private Origin origin;
    private BoundSocket attacked;
    private SecondTenant tenant;

    @BeforeEach
    void start() throws IOException {
        attackedRegion.change(ATTACKED_MBPS);
        origin = new Origin(HostileConformance::stream);
        attacked = path.bind(new InetSocketAddress(IPV4, 0), (_, _) -> attackedRoute());
        tenant = new SecondTenant(path);
    }

    @AfterEach
    void stop() throws IOException {
        tenant.close();
        attacked.close();
        origin.close();
    }

    private RecordingRoute attackedRoute() {
        var route = new RecordingRoute(origin.address());
        route.budgets.put(Direction.IN, attackedRegion.budget(Direction.IN));
        route.budgets.put(Direction.OUT, attackedRegion.budget(Direction.OUT));
        attackedRoutes.add(route);
        return route;
    }

    /** Sends for ever, and takes what comes. */
    private static Object stream(Socket socket) throws IOException {
        socket.setSendBufferSize(16 << 10);
        Thread.startVirtualThread(
                () -> {
                    try {
                        socket.getInputStream().skip(Long.MAX_VALUE);
                    } catch (IOException _) {
                        // it ended
                    }
                });
        var chunk = new byte[16 << 10];
        while (true) {
            socket.getOutputStream().write(chunk);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_second_tenant_keeps_its_rate_and_its_connections(Attack attack) throws Exception {
        var parts = new ArrayList<Double>();
        do {
            parts.add(partOfRateDuring(attack));
        } while (parts.size() < FEWEST_PAIRS
                || (parts.size() < MOST_PAIRS && median(parts) <= KEPT_PART));
        assertThat(median(parts)).as("kept of the rate, of %s", parts).isGreaterThan(KEPT_PART);
        tenant.assertUnharmed();
    }

    /** Of the rate just before, so that other work of this host slows both. */
    private double partOfRateDuring(Attack attack) throws IOException {
        var quiet = tenant.quietRate();
        try (var attackers = new Attackers(attacked.address(), attack)) {
            var meanwhile = tenant.rate(ATTACK);
            assertThat(attackers.acts()).as("acts of the attack").isPositive();
            return meanwhile / quiet;
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /** How long a path may take to drop what was on its way to clients that left. */
    Duration untilDiscarded() {
        return Duration.ZERO;
    }

    /** Who stays has the bandwidth of those who left, at once or when that is dropped. */
    @Test
    void clients_that_abort_leave_no_gap_in_the_bandwidth_they_shared() throws Exception {
        var target = attacked.address();
        try (var stays = new Download(target)) {
            await().until(() -> stays.bytes() > 0);
            try (var crowd = new Attackers(target, 1_000)) {
                crowd.awaitConnected();
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> attackedRoutes.stream().allMatch(route -> isSettled(route)));
                var quiet = tenant.quietRate();
                crowd.abort();
                if (untilDiscarded().isPositive()) {
                    tenant.rate(untilDiscarded());
                }
                var before = stays.bytes();
                var meanwhile = tenant.rate(Duration.ofSeconds(1));
                var bytes = stays.bytes() - before;
                assertThat((double) bytes)
                        .as("bytes in the second after the abort")
                        .isGreaterThan(0.6 * ATTACKED_MBPS * 1_000_000 / 8);
                assertThat(meanwhile).isGreaterThan(0.9 * quiet);
            }
        }
        tenant.assertUnharmed();
        await().untilAsserted(
                        () -> assertThat(attackedRoutes).allMatch(route -> route.closed.isDone()));
    }

    private static boolean isSettled(RecordingRoute route) {
        return route.closed.isDone() || route.connectNanos.get() > 0;
    }
}
