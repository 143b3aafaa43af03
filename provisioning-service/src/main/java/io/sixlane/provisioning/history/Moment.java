package io.sixlane.provisioning.history;

import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.http.problem.MalformedRequestException;
import io.sixlane.http.request.Moments;
import java.time.Instant;
import java.util.regex.Pattern;

/** A place in the history of an accelerator. */
sealed interface Moment {
    Pattern REVISION = Pattern.compile("[1-9][0-9]{0,17}");

    /** Whether the event had happened by then. */
    boolean includes(RecordedEvent recorded);

    record AtRevision(long revision) implements Moment {
        @Override
        public boolean includes(RecordedEvent recorded) {
            return recorded.revision() <= revision;
        }

        @Override
        public String toString() {
            return "revision " + revision;
        }
    }

    record AtTime(Instant time) implements Moment {
        @Override
        public boolean includes(RecordedEvent recorded) {
            return !recorded.occurredAt().isAfter(time);
        }

        @Override
        public String toString() {
            return time.toString();
        }
    }

    /**
     * @param parameter the name of the query parameter
     * @throws MalformedRequestException unless it is a revision or an ISO 8601 time with its zone
     */
    static Moment parse(String parameter, String text) {
        if (REVISION.matcher(text).matches()) {
            return new AtRevision(Long.parseLong(text));
        }
        try {
            return new AtTime(Moments.instant(text));
        } catch (IllegalArgumentException _) {
            throw new MalformedRequestException(
                    "query parameter %s must be a revision, like 12, or a time in the years 2000 to 2199, like 2026-11-23T10:00:00Z"
                            .formatted(parameter));
        }
    }
}
