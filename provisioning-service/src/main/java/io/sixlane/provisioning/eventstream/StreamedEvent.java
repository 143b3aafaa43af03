package io.sixlane.provisioning.eventstream;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.provisioning.eventstore.AcceleratorLists.Standing;
import io.sixlane.provisioning.eventstore.AcceleratorState;
import io.sixlane.provisioning.relaystatus.Fleet.RelayState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The data of an event of the stream. */
@Schema(
        oneOf = {
            StreamedEvent.Changed.class,
            StreamedEvent.StateChanged.class,
            StreamedEvent.RelayChanged.class,
            StreamedEvent.Ready.class
        })
sealed interface StreamedEvent {
    /** The name of the event in the stream. */
    String name();

    /**
     * An event of the log: something that belongs to the account was made, changed or deleted.
     *
     * @param resource its id, by the prefix of which its kind is known
     * @param revision of that resource
     * @param type of the event, like ListenerAdded
     * @param user who made the change
     * @param requestId of the request that made it
     */
    record Changed(
            String resource,
            long revision,
            String type,
            Instant occurredAt,
            String user,
            String requestId,
            @Nullable String reason)
            implements StreamedEvent {
        @Override
        public String name() {
            return "change";
        }
    }

    /** An accelerator stands otherwise than before. */
    record StateChanged(AcceleratorId acceleratorId, long revision, AcceleratorState state)
            implements StreamedEvent {
        static StateChanged of(Standing standing) {
            return new StateChanged(
                    standing.acceleratorId(), standing.revision(), standing.state());
        }

        @Override
        public String name() {
            return "state";
        }
    }

    /**
     * A relay came, died, came back or drains.
     *
     * @param incarnation when the broker received the first status of its process
     */
    record RelayChanged(
            String id, String region, boolean alive, boolean draining, Instant incarnation)
            implements StreamedEvent {
        static RelayChanged of(RelayState relay) {
            return new RelayChanged(
                    relay.id(),
                    relay.region(),
                    relay.alive(),
                    relay.draining(),
                    relay.incarnation());
        }

        @Override
        public String name() {
            return "relay";
        }
    }

    /**
     * From here on the stream misses nothing: what is read after this event is as new as the
     * stream.
     *
     * @param resumed whether all changes since Last-Event-ID came before; if not, everything that
     *     was read earlier may be old
     */
    record Ready(boolean resumed) implements StreamedEvent {
        @Override
        public String name() {
            return "ready";
        }
    }
}
