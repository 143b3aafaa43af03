package io.sixlane.configuration.image;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sixlane.configuration.accelerator.AcceleratorId;

/** One record of the images topic: an accelerator as it is at a revision, or that it is gone. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface AcceleratorRecord permits AcceleratorImage, AcceleratorRemoved {
    AcceleratorId id();

    /** The revision of the event it stands for; a record not newer than the one held is ignored. */
    long revision();

    /** The hash of that event. */
    String head();
}
