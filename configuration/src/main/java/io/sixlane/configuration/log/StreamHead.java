package io.sixlane.configuration.log;

/** Where a stream stands: the hash of the event at this revision. */
public record StreamHead(String streamId, long revision, String hash) {}
