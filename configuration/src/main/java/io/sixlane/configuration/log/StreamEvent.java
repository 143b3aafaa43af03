package io.sixlane.configuration.log;

/**
 * A fact in some stream. Who, when and where it stands is in its {@link RecordedEvent}. Sealed one
 * level below, in the family of each aggregate.
 */
public interface StreamEvent {}
