package io.sixlane.relay.tcp;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.sixlane.relay.forward.CarriedFlow;
import io.sixlane.relay.forward.Route;
import io.sixlane.relay.lane.FlowAdmission;
import io.sixlane.relay.lane.HandedOnRoutes;
import io.sixlane.relay.lane.LanePeer;
import io.sixlane.relay.lane.LaneSettings;
import io.sixlane.relay.lane.Open;
import io.sixlane.relay.route.LinkObserver;
import io.sixlane.relay.tcp.linux.NativeTcpPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * One relay of several, as a process: {@code NUMBER ENDPOINT-PORT PORT...}, where its own port is
 * the one at its number. Clients come to number 0, which hands their flows on to 1, and so on, or
 * connects by itself when it cannot. It prints its counts until its input ends.
 */
final class RelayOfLanes {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("::1");

    private final int number;
    private final InetSocketAddress endpoint;
    private final List<Integer> ports;
    private final LanePath.Counts counts = new LanePath.Counts();

    private RelayOfLanes(int number, int endpointPort, List<Integer> ports) {
        this.number = number;
        this.endpoint = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), endpointPort);
        this.ports = ports;
    }

    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        var numbers = Arrays.stream(arguments).map(Integer::valueOf).toList();
        new RelayOfLanes(numbers.getFirst(), numbers.get(1), numbers.subList(2, numbers.size()))
                .run();
    }

    private void run() throws IOException, InterruptedException {
        var settings = new TcpSettings(Duration.ofSeconds(5), Duration.ofMinutes(1), 64 << 10, 2);
        try (var path = new NativeTcpPath(settings)) {
            path.useLanes(
                    new LaneSettings(
                            null,
                            "cubic",
                            true,
                            this::peer,
                            Set::of,
                            Set::of,
                            (_, _, open) -> admit(open),
                            counts,
                            LinkObserver.NONE));
            var own = new InetSocketAddress(LOOPBACK, ports.get(number));
            if (number == 0) {
                path.bind(own, (_, _) -> new RecordingRoute(List.of(new HandedOn())));
            } else {
                path.acceptLanes(own, List.of());
            }
            while (System.in.available() >= 0) { // throws once the parent has ended
                System.out.println(
                        "counts %s %s %s %s"
                                .formatted(
                                        counts.open.get(),
                                        counts.idle.get(),
                                        counts.flows.get(),
                                        counts.reused.get()));
                System.out.flush();
                if (System.out.checkError()) {
                    return;
                }
                Thread.sleep(100);
            }
        }
    }

    private @Nullable LanePeer peer(String id) {
        return IntStream.range(1, ports.size())
                .filter(each -> LanePath.id(each).equals(id))
                .mapToObj(
                        each ->
                                new LanePeer(
                                        LanePath.REGION,
                                        new InetSocketAddress(LOOPBACK, ports.get(each))))
                .findFirst()
                .orElse(null);
    }

    private FlowAdmission.Answer admit(Open open) {
        Route.Destination direct = () -> CompletableFuture.completedFuture(endpoint);
        return new FlowAdmission.Admitted(
                new RecordingRoute(List.of(new HandedOnRoutes.Arrived(direct, open))));
    }

    private final class HandedOn implements Route.Destination {
        private final CarriedFlow carried =
                new CarriedFlow(UUID.randomUUID(), "ga-1", 1, "lsr-1", 80, "epg-1", "ep-1", 0);

        @Override
        public CompletionStage<InetSocketAddress> address() {
            return CompletableFuture.completedFuture(endpoint);
        }

        @Override
        public List<List<String>> ways() {
            var way = IntStream.range(1, ports.size()).mapToObj(LanePath::id).toList();
            return List.of(way, List.of());
        }

        @Override
        public CarriedFlow carried() {
            return carried;
        }
    }
}
