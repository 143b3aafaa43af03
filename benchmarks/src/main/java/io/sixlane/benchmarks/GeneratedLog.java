package io.sixlane.benchmarks;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionsAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorCreated;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointsReplaced;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerAdded;
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
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.EventHash;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.StreamEvent;
import java.time.Instant;
import java.util.List;

/**
 * Accelerators that are created and then change the weights of their two endpoints for ever, one
 * event of each in turn.
 */
final class GeneratedLog {
    private static final Instant MORNING = Instant.parse("2026-01-01T08:00:00Z");
    private static final Actor ACTOR = new Actor("acme", "ann", "2001:db8::5", "req-1");
    private static final ListenerId WEB = new ListenerId("lsr-1");
    private static final EndpointGroupId GROUP = new EndpointGroupId("epg-1");

    private final String[] heads;
    private long made;

    GeneratedLog(int accelerators) {
        heads = new String[accelerators];
    }

    RecordedEvent next() {
        var accelerator = (int) (made % heads.length);
        var revision = made / heads.length + 1;
        var id = "ga-" + accelerator;
        var recorded =
                EventHash.chain(
                        id,
                        revision,
                        "event-" + made,
                        MORNING.plusMillis(made),
                        ACTOR,
                        event(id, accelerator, revision),
                        revision == 1 ? RecordedEvent.NO_HASH : heads[accelerator]);
        heads[accelerator] = recorded.hash();
        made++;
        return recorded;
    }

    private static StreamEvent event(String id, int accelerator, long revision) {
        if (revision == 1) {
            return new AcceleratorCreated(
                    new AcceleratorId(id), new SpecificationLimits("SMALL_I", 1, 20, 5_000));
        }
        if (revision == 2) {
            return new AccelerationRegionsAdded(
                    List.of(
                            new AccelerationRegion(
                                    "ASIA_PACIFIC",
                                    "cn-hongkong",
                                    10,
                                    IpVersion.IPV6,
                                    "2001:db8::" + Integer.toHexString(accelerator % 65_536))));
        }
        if (revision == 3) {
            return new ListenerAdded(
                    new Listener(
                            WEB,
                            "web",
                            Protocol.TCP,
                            List.of(new PortRange(80, 80)),
                            ClientAffinity.SOURCE_IP,
                            List.of()));
        }
        if (revision == 4) {
            return new EndpointGroupAdded(
                    WEB,
                    new EndpointGroup(
                            GROUP,
                            "west",
                            "us-west-1",
                            BackendService.OFF_CLOUD,
                            false,
                            endpoints(revision),
                            List.of()));
        }
        return new EndpointsReplaced(WEB, GROUP, endpoints(revision));
    }

    private static List<Endpoint> endpoints(long revision) {
        return List.of(endpoint(1, (int) (revision % 256)), endpoint(2, 100));
    }

    private static Endpoint endpoint(int number, int weight) {
        return new Endpoint(
                new EndpointId("ep-" + number),
                EndpointType.CUSTOM_IP,
                "198.51.100." + number,
                weight);
    }
}
