package io.sixlane.benchmarks.relay;

import io.sixlane.benchmarks.ImageOnDisk;
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
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.accelerator.WhenUnhealthy;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.log.RecordedEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * The image that a relay finds on its disk: one accelerator with health checks and every limit,
 * each so wide that nothing is held up by it.
 */
final class RelayImage {
    /** A terabit per second. */
    private static final int WIDE_MBPS = 1_000_000;

    private static final int MANY = 1_000_000;

    private RelayImage() {}

    static void write(Path folder, String region, String address) throws IOException {
        ImageOnDisk.write(folder, List.of(accelerator(region, address)));
    }

    static AcceleratorImage accelerator(String region, String address) {
        return new AcceleratorImage(
                new AcceleratorId("ga-" + region.replace("-", "")),
                1,
                RecordedEvent.NO_HASH,
                Instant.EPOCH,
                Accelerator.bare("local", new SpecificationLimits("SMALL_I", 1, WIDE_MBPS, MANY))
                        .withRegions(
                                List.of(
                                        new AccelerationRegion(
                                                "ASIA_PACIFIC",
                                                region,
                                                WIDE_MBPS,
                                                IpVersion.IPV6,
                                                address)))
                        .withListeners(List.of(listener(region))));
    }

    private static Listener listener(String region) {
        return new Listener(
                new ListenerId("lsr-1"),
                "all",
                Protocol.TCP,
                Backends.PORTS.stream().map(port -> new PortRange(port, port)).toList(),
                ClientAffinity.NONE,
                List.of(group(region)),
                null,
                null,
                null,
                new ListenerLimits(WIDE_MBPS, WIDE_MBPS, MANY, MANY, null));
    }

    private static EndpointGroup group(String region) {
        return new EndpointGroup(
                new EndpointGroupId("epg-1"),
                "backends",
                region,
                BackendService.OFF_CLOUD,
                false,
                List.of(
                        new Endpoint(
                                new EndpointId("ep-1"),
                                EndpointType.CUSTOM_IP,
                                Backends.ADDRESS,
                                100)),
                List.of(),
                null,
                // Not the bulk port: its server takes one client at a time.
                new HealthCheck(
                        HealthCheck.Protocol.TCP,
                        Backends.HTTP,
                        HealthCheck.DEFAULT_INTERVAL_SECONDS,
                        HealthCheck.DEFAULT_TIMEOUT_MILLIS,
                        HealthCheck.DEFAULT_THRESHOLD,
                        null,
                        null,
                        null),
                ClientIp.OFF,
                WhenUnhealthy.FAIL_OPEN,
                null);
    }
}
