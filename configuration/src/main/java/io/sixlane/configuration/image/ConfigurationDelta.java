package io.sixlane.configuration.image;

import io.sixlane.configuration.accelerator.AcceleratorId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** The records that make the next image out of {@code base}. Not for use by several threads. */
public final class ConfigurationDelta {
    private final ConfigurationImage base;
    private final Map<AcceleratorId, AcceleratorRecord> changes = new HashMap<>();

    public ConfigurationDelta(ConfigurationImage base) {
        this.base = base;
    }

    /**
     * Idempotent and order-tolerant: a record not newer than the one held is ignored.
     *
     * @return whether it was newer
     */
    public boolean replay(AcceleratorRecord record) {
        var held = changes.get(record.id());
        var revision = held == null ? base.revisionOf(record.id()) : held.revision();
        if (record.revision() <= revision) {
            return false;
        }
        changes.put(record.id(), record);
        return true;
    }

    /** Records newer than {@code base}, at most one of each accelerator, in no order. */
    public Collection<AcceleratorRecord> changes() {
        return Collections.unmodifiableCollection(changes.values());
    }

    /** The next image; {@code base} itself when nothing was newer. */
    public ConfigurationImage apply() {
        return changes.isEmpty() ? base : base.with(changes.values());
    }
}
