package io.sixlane.relay.bandwidth;

import io.sixlane.configuration.accelerator.AcceleratorId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.springframework.stereotype.Component;

/** The bandwidth of each accelerator in this relay's region; all its listeners share it. */
@Component
public final class Bandwidths {
    private final Map<AcceleratorId, Bandwidth> regions = new ConcurrentHashMap<>();
    private final LongSupplier clock = System::nanoTime;

    /** The accelerator's, without a limit until it is given one. */
    public Bandwidth of(AcceleratorId id) {
        return regions.computeIfAbsent(id, _ -> new Bandwidth(null, clock));
    }

    /** The bandwidth of a listener in that region, without a limit of its own so far. */
    public Bandwidth listener(Bandwidth region) {
        return new Bandwidth(region, clock);
    }

    /** Forgets an accelerator that is served no more. */
    public void forget(AcceleratorId id) {
        regions.remove(id);
    }
}
