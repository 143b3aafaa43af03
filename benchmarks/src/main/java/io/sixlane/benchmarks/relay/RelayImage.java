package io.sixlane.benchmarks.relay;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.Accelerator;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.ClientIp;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.accelerator.HealthCheck;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.ListenerLimits;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.accelerator.RoutePolicy;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.accelerator.WhenUnhealthy;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.log.RecordedEvent;
import java.time.Instant;
import java.util.List;

/**
 * The image of one accelerator with a TCP listener, a health check and every limit, each so wide
 * that nothing is held up by it.
 *
 * @param region of the relay that listens
 * @param address where it listens
 * @param ports of the listener
 * @param groupRegion of the endpoint group
 * @param endpoint an address; it serves the same ports
 * @param checkedPort which of them the health check connects to
 * @param megabits per second of the bandwidth plan
 * @param route how connections reach the endpoint
 */
public record RelayImage(
        String region,
        String address,
        List<Integer> ports,
        String groupRegion,
        String endpoint,
        int checkedPort,
        int megabits,
        RoutePolicy route) {
    /** A terabit per second. */
    private static final int WIDE_MBPS = 1_000_000;

    private static final int MANY = 1_000_000;

    /** Of the column {@code shaped}. */
    private static final int SHAPED_MBPS = 100;

    private static final RoutePolicy DIRECT = new RoutePolicy(RoutePolicy.Mode.DIRECT, null);

    public RelayImage {
        ports = List.copyOf(ports);
    }

    /**
     * The accelerator in front of the backends of the relay benchmark, whose bulk port takes one
     * client only.
     */
    static AcceleratorImage of(String region, String address) {
        return new RelayImage(
                        region,
                        address,
                        Backends.PORTS,
                        region,
                        Backends.ADDRESS,
                        Backends.HTTP,
                        WIDE_MBPS,
                        DIRECT)
                .accelerator();
    }

    /** As {@link #of}, through a relay of another region. */
    static AcceleratorImage through(String egressRegion, String region, String address) {
        return new RelayImage(
                        region,
                        address,
                        Backends.PORTS,
                        egressRegion,
                        Backends.ADDRESS,
                        Backends.HTTP,
                        WIDE_MBPS,
                        new RoutePolicy(RoutePolicy.Mode.VIA, List.of(egressRegion)))
                .accelerator();
    }

    public AcceleratorImage accelerator() {
        return new AcceleratorImage(
                new AcceleratorId("ga-" + region.replace("-", "")),
                1,
                RecordedEvent.NO_HASH,
                Instant.EPOCH,
                Accelerator.bare("local", new SpecificationLimits("SMALL_I", 1, megabits, MANY))
                        .withRegions(
                                List.of(
                                        new AccelerationRegion(
                                                "ASIA_PACIFIC",
                                                region,
                                                megabits,
                                                IpVersion.IPV6,
                                                address)))
                        .withListeners(listeners()));
    }

    /** One for all ports; beside it one for datagrams and a shaped one where all is direct. */
    private List<Listener> listeners() {
        var wide = new ListenerLimits(megabits, megabits, MANY, MANY, null);
        var all = listener("lsr-1", Protocol.TCP, ports, wide);
        if (!region.equals(groupRegion) || megabits != WIDE_MBPS) {
            return List.of(all);
        }
        var narrow = new ListenerLimits(SHAPED_MBPS, null, MANY, MANY, null);
        return List.of(
                all,
                listener("lsr-2", Protocol.UDP, List.of(Backends.DATAGRAMS), wide),
                listener("lsr-3", Protocol.TCP, List.of(Backends.SHAPED), narrow));
    }

    private Listener listener(
            String id, Protocol protocol, List<Integer> on, ListenerLimits limits) {
        return new Listener(
                new ListenerId(id),
                id,
                protocol,
                on.stream().map(port -> new PortRange(port, port)).toList(),
                ClientAffinity.NONE,
                List.of(group()),
                null,
                null,
                null,
                limits);
    }

    private EndpointGroup group() {
        return new EndpointGroup(
                new EndpointGroupId("epg-1"),
                "backends",
                groupRegion,
                BackendService.OFF_CLOUD,
                false,
                List.of(
                        new Endpoint(
                                new EndpointId("ep-1"), EndpointType.CUSTOM_IP, endpoint, 100)),
                List.of(),
                null,
                new HealthCheck(
                        HealthCheck.Protocol.TCP,
                        checkedPort,
                        HealthCheck.DEFAULT_INTERVAL_SECONDS,
                        HealthCheck.DEFAULT_TIMEOUT_MILLIS,
                        HealthCheck.DEFAULT_THRESHOLD,
                        null,
                        null,
                        null),
                ClientIp.OFF,
                WhenUnhealthy.FAIL_OPEN,
                null,
                route,
                null);
    }
}
