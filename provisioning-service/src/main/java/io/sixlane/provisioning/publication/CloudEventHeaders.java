package io.sixlane.provisioning.publication;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.image.AcceleratorRemoved;
import io.sixlane.configuration.log.RecordedEvent;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * The attributes of CloudEvents 1.0 as headers (source: its Kafka protocol binding, 3.2), and the
 * trace of the request that began it (source: W3C Trace Context, 3.2).
 */
final class CloudEventHeaders {
    private CloudEventHeaders() {}

    static void add(Headers headers, RecordedEvent event) {
        add(
                headers,
                event.eventId(),
                event.event().getClass(),
                event.streamId(),
                event.occurredAt(),
                event.actor().traceparent());
    }

    /** Its id says the revision: the same image is published more than once. */
    static void add(Headers headers, AcceleratorRecord record, @Nullable String traceparent) {
        var occurredAt =
                switch (record) {
                    case AcceleratorImage image -> image.occurredAt();
                    case AcceleratorRemoved removed -> removed.occurredAt();
                };
        add(
                headers,
                "%s/%d".formatted(record.id(), record.revision()),
                record.getClass(),
                record.id().text(),
                occurredAt,
                traceparent);
    }

    private static void add(
            Headers headers,
            String id,
            Class<?> type,
            String subject,
            Instant time,
            @Nullable String traceparent) {
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", id);
        add(headers, "ce_source", "/provisioning");
        add(headers, "ce_type", "io.sixlane." + type.getSimpleName());
        add(headers, "ce_subject", subject);
        add(headers, "ce_time", time.toString());
        add(headers, "content-type", "application/json");
        if (traceparent != null) {
            add(headers, "traceparent", traceparent);
        }
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
