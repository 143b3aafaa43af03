package io.sixlane.benchmarks.scale;

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
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.log.RecordedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Accelerators of one region, each with an address of its own in {@value #POOL} and as many
 * listeners of one port: the same ports for all, so that they need as many sockets as one of them.
 * Each listener has two endpoints of its own in one group; nothing is checked.
 *
 * @param accelerators up to 131 072
 * @param listeners of each
 */
record ScaleImage(int accelerators, int listeners) {
    static final String REGION = "here";

    /** Every address of it is local on Linux, without privileges. */
    static final String POOL = "127.64.0.0/15";

    private static final int MOST = 131_072;
    private static final int OF_ONE_OCTET_MORE = 65_536;

    static final int FIRST_PORT = 20_000;

    ScaleImage {
        if (accelerators < 1 || accelerators > MOST || listeners < 1 || listeners > 1_000) {
            throw new IllegalArgumentException(
                    "1 to %s accelerators and 1 to 1000 listeners of each, were %s and %s"
                            .formatted(MOST, accelerators, listeners));
        }
    }

    /** All at revision 1. */
    List<AcceleratorImage> all() {
        return IntStream.range(0, accelerators)
                .mapToObj(number -> accelerator(number, 1, Instant.EPOCH))
                .toList();
    }

    /**
     * A later revision gives the endpoints of the first listener other weights.
     *
     * @param number from 0
     * @param revision from 1
     */
    AcceleratorImage accelerator(int number, long revision, Instant occurredAt) {
        return new AcceleratorImage(
                id(number),
                revision,
                RecordedEvent.NO_HASH,
                occurredAt,
                Accelerator.bare("bench", new SpecificationLimits("SMALL_I", 1, 20, 5_000))
                        .withRegions(
                                List.of(
                                        new AccelerationRegion(
                                                "ASIA_PACIFIC",
                                                REGION,
                                                10,
                                                IpVersion.IPV4,
                                                address(number))))
                        .withListeners(
                                IntStream.range(0, listeners)
                                        .mapToObj(listener -> listener(number, listener, revision))
                                        .toList()));
    }

    static AcceleratorId id(int number) {
        return new AcceleratorId(String.format(Locale.ROOT, "ga-bench%08d", number));
    }

    static String address(int number) {
        return "127.%s.%s.%s"
                .formatted(64 + number / OF_ONE_OCTET_MORE, number / 256 % 256, number % 256);
    }

    private static Listener listener(int accelerator, int number, long revision) {
        var port = FIRST_PORT + number;
        return new Listener(
                new ListenerId(String.format(Locale.ROOT, "lsr-%08d%03d", accelerator, number)),
                "port-" + port,
                Protocol.TCP,
                List.of(new PortRange(port, port)),
                ClientAffinity.NONE,
                List.of(
                        new EndpointGroup(
                                new EndpointGroupId(
                                        String.format(
                                                Locale.ROOT, "epg-%08d%03d", accelerator, number)),
                                "origins",
                                "us-west-1",
                                BackendService.OFF_CLOUD,
                                false,
                                List.of(
                                        endpoint(
                                                accelerator,
                                                number,
                                                1,
                                                number == 0 ? (int) (1 + revision % 255) : 100),
                                        endpoint(accelerator, number, 2, 100)),
                                List.of())));
    }

    private static Endpoint endpoint(int accelerator, int listener, int number, int weight) {
        return new Endpoint(
                new EndpointId(
                        String.format(Locale.ROOT, "ep-%08d%03d%d", accelerator, listener, number)),
                EndpointType.CUSTOM_IP,
                "%s.%s.%s.%s"
                        .formatted(
                                10 + accelerator / OF_ONE_OCTET_MORE,
                                2 * (listener % 100) + number,
                                accelerator / 256 % 256,
                                accelerator % 256),
                weight);
    }
}
