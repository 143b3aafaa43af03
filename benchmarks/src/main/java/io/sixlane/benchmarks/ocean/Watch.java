package io.sixlane.benchmarks.ocean;

import io.sixlane.benchmarks.ocean.Servers.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** New flows at a steady pace, none of which waits for another. */
final class Watch {
    private static final long OBJECT = 1_000;
    private static final int LIMIT_SECONDS = 30;
    private static final double MILLI = 1e6;
    private static final long SECOND = 1_000_000_000;

    private final Client client;

    Watch(Client client) {
        this.client = client;
    }

    /**
     * Returns when the last flow has ended.
     *
     * @param zero what {@code beganMs} counts from, nanoseconds of this JVM's clock
     */
    List<Failover.Flow> flows(Target target, int perSecond, double seconds, long zero) {
        var flows = Collections.synchronizedList(new ArrayList<Failover.Flow>());
        var began = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < perSecond * seconds; i++) {
                var due = began + i * SECOND / perSecond;
                for (var now = System.nanoTime(); now < due; now = System.nanoTime()) {
                    LockSupport.parkNanos(due - now);
                }
                threads.execute(() -> flows.add(flow(target, zero)));
            }
        }
        return List.copyOf(flows);
    }

    private Failover.Flow flow(Target target, long zero) {
        var began = (System.nanoTime() - zero) / MILLI;
        try {
            var fetched = client.fetch(target.address(), OBJECT, LIMIT_SECONDS);
            return new Failover.Flow(began, fetched.firstByte() / MILLI);
        } catch (IOException _) {
            return new Failover.Flow(began, Double.NaN);
        }
    }
}
