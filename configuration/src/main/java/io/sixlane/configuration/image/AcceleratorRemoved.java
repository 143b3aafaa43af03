package io.sixlane.configuration.image;

import io.sixlane.configuration.accelerator.AcceleratorId;
import java.time.Instant;

/** The accelerator was deleted at this revision. */
public record AcceleratorRemoved(AcceleratorId id, long revision, String head, Instant occurredAt)
        implements AcceleratorRecord {}
