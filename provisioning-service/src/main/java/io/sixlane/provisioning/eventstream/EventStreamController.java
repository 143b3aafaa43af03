package io.sixlane.provisioning.eventstream;

import io.sixlane.configuration.identity.Role;
import io.sixlane.http.request.Caller;
import io.sixlane.http.request.LeastRole;
import io.sixlane.provisioning.convergence.OpenStreams;
import io.sixlane.provisioning.eventstore.LogPosition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** One stream of everything that an account sees. */
@RestController
@LeastRole(Role.VIEWER)
class EventStreamController {
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    /** Then the client comes back, and its identity is checked again. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final EventStreams events;
    private final OpenStreams streams;

    EventStreamController(EventStreams events, OpenStreams streams) {
        this.events = events;
        this.streams = streams;
    }

    /**
     * Server-sent events: {@code change} for each event of the log about a resource of the account,
     * {@code state} when an accelerator stands otherwise, {@code relay} when a relay comes, goes or
     * drains, and {@code ready} when the stream has caught up: read then what you show, and again
     * after each {@code ready} that has not resumed. Changes have ids. With the last one in {@code
     * Last-Event-ID}, as browsers send it, the stream goes on after it, unless more than 5,000
     * events of all accounts came since. A stream ends after 15 minutes.
     */
    @GetMapping(path = "/v1/events/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            operationId = "streamEvents",
            summary = "Follow everything that the account sees, as it changes")
    Flux<ServerSentEvent<StreamedEvent>> stream(
            Caller caller,
            @Parameter(
                            description =
                                    "The id of the last event that the client has; one that is not"
                                            + " in the log resumes nothing.",
                            example = "751-42")
                    @RequestHeader(name = LAST_EVENT_ID, required = false)
                    @Nullable String lastEventId) {
        var account = caller.account();
        var since = lastEventId == null ? null : LogPosition.parse(lastEventId).orElse(null);
        return streams.open(account, events.open(account, since).take(LONGEST));
    }
}
