package io.sixlane.configuration.log;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * A fact in some stream. Who, when and where it stands is in its {@link RecordedEvent}. Sealed one
 * level below, in the family of each aggregate.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public interface StreamEvent {}
