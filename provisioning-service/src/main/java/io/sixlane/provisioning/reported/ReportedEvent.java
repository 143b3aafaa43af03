package io.sixlane.provisioning.reported;

import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.StreamEvent;
import java.time.Instant;

/**
 * An event that another service saw happen, which may be reported more than once.
 *
 * @param id unique; the id of the event in the log
 */
public record ReportedEvent(
        String id, String streamId, Instant occurredAt, Actor actor, StreamEvent event) {}
