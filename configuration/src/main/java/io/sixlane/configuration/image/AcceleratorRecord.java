package io.sixlane.configuration.image;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.log.RecordedEvent;

/** One record of the images topic: an accelerator as it is at a revision, or that it is gone. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface AcceleratorRecord permits AcceleratorImage, AcceleratorRemoved {
    AcceleratorId id();

    /** The revision of the event it stands for; a record not newer than the one held is ignored. */
    long revision();

    /** The hash of that event. */
    String head();

    /** The content at the place of its last event. */
    default AcceleratorRecord at(RecordedEvent last) {
        return switch (this) {
            case AcceleratorImage image ->
                    new AcceleratorImage(
                            image.id(),
                            last.revision(),
                            last.hash(),
                            last.occurredAt(),
                            image.accelerator());
            case AcceleratorRemoved removed ->
                    new AcceleratorRemoved(
                            removed.id(), last.revision(), last.hash(), last.occurredAt());
        };
    }
}
