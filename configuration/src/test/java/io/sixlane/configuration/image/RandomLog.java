package io.sixlane.configuration.image;

import io.sixlane.configuration.Examples;
import io.sixlane.configuration.accelerator.AcceleratorEvent;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionChanged;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionRemoved;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionsAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorCreated;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorDeleted;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorResumed;
import io.sixlane.configuration.accelerator.AcceleratorEvent.BandwidthPlanBound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.BandwidthPlanUnbound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupChanged;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupRemoved;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointsReplaced;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerChanged;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerRemoved;
import io.sixlane.configuration.accelerator.AcceleratorEvent.RolledBack;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.RecordedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;

/** Events in any order, sensible or not, about a few accelerators; the same for the same seed. */
final class RandomLog {
    private final Random random;

    RandomLog(long seed) {
        random = new Random(seed);
    }

    /** The record after each of {@code length} events. */
    List<AcceleratorRecord> records(int accelerators, int length) {
        var held = new HashMap<AcceleratorId, AcceleratorRecord>();
        var log = new ArrayList<AcceleratorRecord>();
        for (int i = 0; i < length; i++) {
            var id = new AcceleratorId("ga-" + random.nextInt(accelerators));
            var before = held.get(id);
            var revision = before == null ? 1 : before.revision() + 1;
            var record = AcceleratorEvolution.evolve(before, recorded(id, revision));
            held.put(id, record);
            log.add(record);
        }
        return log;
    }

    RecordedEvent recorded(AcceleratorId id, long revision) {
        return new RecordedEvent(
                id.text(),
                revision,
                "event-" + random.nextLong(),
                Examples.START.plusSeconds(revision),
                new Actor("local", "alice", "", "req-1"),
                event(id),
                "previous-" + random.nextLong(),
                "hash-" + random.nextLong());
    }

    private AcceleratorEvent event(AcceleratorId id) {
        var listener = new ListenerId("lsr-" + random.nextInt(3));
        var group = new EndpointGroupId("epg-" + random.nextInt(3));
        var endpoint = Examples.endpoint(random.nextInt(9), random.nextInt(256));
        return switch (random.nextInt(24)) {
            case 0, 1 -> new AcceleratorCreated(id, Examples.SMALL_I);
            case 2, 3 ->
                    new BandwidthPlanBound(
                            new BoundPlan(Examples.PLAN, "PREMIUM", random.nextInt(100)));
            case 4, 5 ->
                    new AccelerationRegionsAdded(
                            List.of(Examples.region("region-" + random.nextInt(3), 2)));
            case 6, 7, 8 -> new ListenerAdded(Examples.listener(listener, 1 + random.nextInt(99)));
            case 9, 10 -> new ListenerRemoved(listener);
            case 11, 12 -> new EndpointGroupAdded(listener, Examples.group(group, endpoint));
            case 13, 14 -> new EndpointsReplaced(listener, group, List.of(endpoint));
            case 15 -> new ListenerChanged(Examples.listener(listener, 1 + random.nextInt(99)));
            case 16 -> new EndpointGroupChanged(listener, Examples.group(group, endpoint));
            case 17 -> new EndpointGroupRemoved(listener, group);
            case 18 -> new AccelerationRegionChanged(Examples.region("region-1", 3));
            case 19 -> new AccelerationRegionRemoved("region-" + random.nextInt(3));
            case 20 -> new BandwidthPlanUnbound(Examples.PLAN);
            case 21 -> new RolledBack(1);
            case 22 -> new AcceleratorResumed();
            default -> new AcceleratorDeleted();
        };
    }
}
