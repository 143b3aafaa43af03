package io.sixlane.provisioning.decision;

import io.sixlane.configuration.log.StreamEvent;
import java.util.List;

/** The result of a decider. */
public sealed interface Decision {
    /**
     * @param events in the order they happened; empty when everything is already as the command
     *     wants it
     */
    record Accepted(List<StreamEvent> events) implements Decision {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    record Rejected(Rejection reason) implements Decision {}

    static Decision accept(StreamEvent... events) {
        return new Accepted(List.of(events));
    }

    static Decision reject(Rejection reason) {
        return new Rejected(reason);
    }

    /**
     * The events of an accepted command.
     *
     * @throws RejectedException when it was refused
     */
    default List<StreamEvent> eventsOrThrow() {
        return switch (this) {
            case Accepted(var events) -> events;
            case Rejected(var reason) -> throw new RejectedException(reason);
        };
    }
}
