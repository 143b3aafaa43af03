package io.sixlane.provisioning.publication;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Headers;

/**
 * The attributes of CloudEvents 1.0 as headers (source: its Kafka protocol binding, 3.2), and the
 * trace of the request that began it (source: W3C Trace Context, 3.2).
 */
final class CloudEventHeaders {
    private CloudEventHeaders() {}

    static void add(Headers headers, StoredMessage message) {
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", message.id());
        add(headers, "ce_source", "/provisioning");
        add(headers, "ce_type", "io.sixlane." + message.type());
        add(headers, "ce_subject", message.key());
        add(headers, "ce_time", message.occurredAt());
        add(headers, "content-type", "application/json");
        var traceparent = message.traceparent();
        if (traceparent != null) {
            add(headers, "traceparent", traceparent);
        }
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
