package io.sixlane.relay.listener;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.Accelerator;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.PortOverride;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.address.EndpointPolicy;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.ConfigurationDelta;
import io.sixlane.configuration.image.ConfigurationImage;
import io.sixlane.relay.RelayProperties;
import io.sixlane.relay.bandwidth.Bandwidths;
import io.sixlane.relay.endpoint.EndpointResolver;
import io.sixlane.relay.fleet.LiveRelays;
import io.sixlane.relay.flow.FlowProperties;
import io.sixlane.relay.flow.FlowRecorder;
import io.sixlane.relay.forward.Route;
import io.sixlane.relay.health.EndpointWatches;
import io.sixlane.relay.lane.FlowAdmission;
import io.sixlane.relay.limit.ConnectionLimits;
import io.sixlane.relay.limit.ConnectionRates;
import io.sixlane.relay.limit.DescriptorShares;
import io.sixlane.relay.limit.HostAddresses;
import io.sixlane.relay.limit.LoopGuard;
import io.sixlane.relay.report.AdmittedRevisions;
import io.sixlane.relay.report.MeasurementTicks;
import io.sixlane.relay.report.RelayMeters;
import io.sixlane.relay.report.TrafficMeters;
import io.sixlane.relay.route.Way;
import io.sixlane.relay.route.Ways;
import io.sixlane.relay.tcp.TcpPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Carries connections from a client of its own to an endpoint of its own, on the loopback, on the
 * code that later clients pass: the virtual machine has compiled it before the first of them comes.
 * None of it appears in meters, reports or flow records.
 */
public final class Rehearsal implements AutoCloseable {
    private static final String NAME = "rehearsal";

    /** Methods that ran 5,000 times are optimized (source: HotSpot's Tier4InvocationThreshold). */
    public static final int CONNECTIONS = 3_000;

    /** One of so many transfers bulk. */
    private static final int BULK_OF = 20;

    private static final int SMALL = 1_000;
    private static final int BULK = 1 << 20;
    private static final int MBPS = 10_000;
    private static final int MOST_OPEN = 5_000;
    private static final int LEAST_PLACES = 8;

    /** The listener's port; the one that is bound is another. */
    private static final int PORT = 1;

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final AcceleratorId ACCELERATOR = new AcceleratorId("ga-rehearsal");

    private final RelayProperties properties;
    private final TcpPath path;
    private final RelayMeters meters = new RelayMeters(new SimpleMeterRegistry());
    private final EndpointResolver resolver =
            new EndpointResolver(() -> EndpointPolicy.allowing("127.0.0.0/8"));
    private final EndpointWatches watches =
            new EndpointWatches(resolver, InstantSource.system(), () -> 0);
    private final AtomicInteger admitted = new AtomicInteger();
    private final AtomicReference<@Nullable ServedPort> served = new AtomicReference<>();
    private volatile ConfigurationImage image = ConfigurationImage.EMPTY;
    private volatile boolean hasLanes;

    /**
     * @param path of its own, closed with this
     */
    public Rehearsal(RelayProperties properties, TcpPath path) {
        this.properties = properties;
        this.path = path;
    }

    /** Decides about flows that arrive over lanes of its path. */
    public FlowAdmission admission() {
        return new CarriedFlows(() -> image, resolver, meters, () -> false);
    }

    /** Every second connection goes over a lane to this same relay from here on. */
    public void useLanes() {
        hasLanes = true;
    }

    /**
     * Returns how many connections were carried from end to end, at the latest after {@code most}.
     *
     * @param connections one after the other
     * @throws IOException when there is nothing to carry them with
     */
    public int run(int connections, Duration most) throws IOException {
        var endNanos = System.nanoTime() + most.toNanos();
        try (var origin = RehearsedOrigin.open(LOOPBACK);
                var bound = path.bind(new InetSocketAddress(LOOPBACK, 0), this::admit)) {
            serve(origin.port());
            var carried = 0;
            for (var i = 1; i <= connections; i++) {
                var left = Duration.ofNanos(endNanos - System.nanoTime());
                if (!left.isPositive() || Thread.currentThread().isInterrupted()) {
                    break;
                }
                carried += origin.fetch(bound.address(), i % BULK_OF == 0 ? BULK : SMALL, left);
            }
            return carried;
        }
    }

    private @Nullable Route admit(InetSocketAddress accelerated, InetSocketAddress client) {
        var port = served.get();
        return port == null ? null : port.admit(accelerated, client);
    }

    private void serve(int originPort) {
        var place =
                new AccelerationRegion(
                        "ASIA_PACIFIC",
                        properties.region(),
                        MBPS,
                        IpVersion.IPV4,
                        LOOPBACK.getHostAddress());
        var group =
                new EndpointGroup(
                        new EndpointGroupId("epg-rehearsal"),
                        NAME,
                        properties.region(),
                        BackendService.OFF_CLOUD,
                        false,
                        List.of(
                                new Endpoint(
                                        new EndpointId("ep-rehearsal"),
                                        EndpointType.CUSTOM_IP,
                                        LOOPBACK.getHostAddress(),
                                        255)),
                        List.of(new PortOverride(PORT, originPort)));
        var listener =
                new Listener(
                        new ListenerId("lsr-rehearsal"),
                        NAME,
                        Protocol.TCP,
                        List.of(new PortRange(PORT, PORT)),
                        ClientAffinity.NONE,
                        List.of(group));
        var accelerator =
                new AcceleratorImage(
                        ACCELERATOR,
                        1,
                        "0".repeat(64),
                        Instant.EPOCH,
                        Accelerator.bare(NAME, new SpecificationLimits("SMALL_I", 1, 1, MOST_OPEN))
                                .withRegions(List.of(place))
                                .withListeners(List.of(listener)));
        var delta = new ConfigurationDelta(ConfigurationImage.EMPTY);
        delta.replay(accelerator);
        image = delta.apply();
        served.set(
                new ServedPort(
                        new WantedPort(
                                new ListenerKey(Protocol.TCP, LOOPBACK, PORT),
                                accelerator,
                                place,
                                listener),
                        setting()));
    }

    private ServedPort.Setting setting() {
        return new ServedPort.Setting(
                properties,
                resolver,
                watches,
                new ConnectionLimits(),
                new DescriptorShares(),
                new ConnectionRates(LEAST_PLACES, System::nanoTime),
                new Bandwidths(),
                new LiveRelays(properties.id(), properties.region()),
                new TrafficMeters(),
                meters,
                new FlowRecorder(
                        properties,
                        new FlowProperties(1, true, 1, 1),
                        meters,
                        new MeasurementTicks(),
                        new SimpleMeterRegistry()),
                new AdmittedRevisions(),
                new LoopGuard(new HostAddresses(List::of, System::nanoTime), 0, System::nanoTime),
                ways());
    }

    private Ways ways() {
        return (_, _) ->
                hasLanes && admitted.incrementAndGet() % 2 == 0
                        ? List.of(new Way(List.of(properties.id())), Way.DIRECT)
                        : List.of(Way.DIRECT);
    }

    @Override
    public void close() {
        path.close();
        var port = served.getAndSet(null);
        if (port != null) {
            port.retire();
        }
        watches.close();
        resolver.close();
    }
}
