package io.sixlane.configuration.access;

import io.sixlane.configuration.log.Actor;
import java.time.Instant;

/**
 * An event on its way from the identity service to the log, which may come more than once.
 *
 * @param id unique
 * @param actor whose account is that of the event; empty when no account is known
 */
public record ReportedAccess(String id, Instant occurredAt, Actor actor, AccessEvent event) {
    /** The stream of events of this account; empty when none is known. */
    public static String streamOf(String account) {
        return account.isEmpty() ? "access" : "access-" + account;
    }
}
