package io.sixlane.provisioning.catalogcopy;

import io.sixlane.configuration.catalog.CatalogEntry;
import io.sixlane.configuration.catalog.CatalogEvent;
import io.sixlane.configuration.catalog.CatalogTombstone;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.provisioning.reported.ReportedEvent;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of the catalog's topic.
 *
 * @param key as in {@link CatalogEntry#key}
 * @param version of the entry, or of its deletion
 * @param topic its id
 * @param position the offset
 * @param entry null for a deletion
 */
record CatalogRecord(
        String key,
        long version,
        String topic,
        int partition,
        long position,
        @Nullable CatalogEntry entry) {
    /** Whether this is an event of the catalog's history, and no entry. */
    static boolean isEvent(ConsumerRecord<byte[], byte[]> record) {
        return record.key() != null
                && new String(record.key(), StandardCharsets.UTF_8)
                        .startsWith(CatalogEvent.KEY_PREFIX);
    }

    /**
     * Reads an event.
     *
     * @throws IllegalArgumentException when it is none of the catalog's
     */
    static ReportedEvent event(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            throw new IllegalArgumentException("an event of the catalog is never deleted");
        }
        var recorded = ConfigurationJson.read(record.value(), RecordedEvent.class);
        if (!(recorded.event() instanceof CatalogEvent)) {
            throw new IllegalArgumentException("no event of the catalog");
        }
        return new ReportedEvent(
                recorded.eventId(),
                CatalogEvent.STREAM,
                recorded.occurredAt(),
                recorded.actor(),
                recorded.event());
    }

    /**
     * Reads a record.
     *
     * @param topic its id
     * @throws IllegalArgumentException when it is none of the catalog's
     */
    static CatalogRecord of(String topic, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() != null) {
            var entry = ConfigurationJson.read(record.value(), CatalogEntry.class);
            return new CatalogRecord(
                    entry.key(),
                    entry.version(),
                    topic,
                    record.partition(),
                    record.offset(),
                    entry);
        }
        if (record.key() == null) {
            throw new IllegalArgumentException("an entry of the catalog has a key or a value");
        }
        var version = record.headers().lastHeader(CatalogTombstone.VERSION);
        return new CatalogRecord(
                new String(record.key(), StandardCharsets.UTF_8),
                CatalogTombstone.version(version == null ? null : version.value()),
                topic,
                record.partition(),
                record.offset(),
                null);
    }
}
