package io.sixlane.catalog.publication;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.catalog.history.EntrySource;
import io.sixlane.catalog.publication.PublicationRepository.Unpublished;
import io.sixlane.configuration.catalog.CatalogEntry;
import io.sixlane.configuration.catalog.CatalogEvent;
import io.sixlane.configuration.catalog.CatalogTombstone;
import io.sixlane.configuration.json.ConfigurationJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.KafkaNull;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Brings entries and events to Kafka: all of them at start, then those that Kafka has not.
 *
 * <p>At-least-once: an entry may be sent twice, and a consumer ignores a version that it has. While
 * Kafka is down nothing is lost, since the table keeps unsent entries.
 */
@Component
class CatalogEntryPublisher implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(CatalogEntryPublisher.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Published at once. */
    private static final int MOST_EVENTS = 500;

    /** Its destination, {@code Topics.CATALOG}, is in application.yml. */
    private static final String BINDING = "catalogEntries-out-0";

    private final PublicationRepository publication;
    private final List<EntrySource> sources;
    private final TransactionalOperator transaction;
    private final StreamBridge stream;
    private final Counter failures;

    private volatile @Nullable Disposable polling;

    /** Only the polling sequence touches it, one signal at a time. */
    private boolean failing;

    CatalogEntryPublisher(
            PublicationRepository publication,
            List<EntrySource> sources,
            TransactionalOperator transaction,
            StreamBridge stream,
            MeterRegistry meters) {
        this.publication = publication;
        this.sources = List.copyOf(sources);
        this.transaction = transaction;
        this.stream = stream;
        this.failures =
                Counter.builder("sixlane.catalog.publication.failures")
                        .description("polls that found entries and could not publish them")
                        .register(meters);
    }

    @Override
    public void start() {
        polling =
                publication
                        .forgetPublished()
                        .doOnError(this::logFailure)
                        .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, INTERVAL))
                        .thenMany(Flux.interval(Duration.ZERO, INTERVAL).onBackpressureDrop())
                        .concatMap(_ -> poll(), 1)
                        .subscribe();
    }

    @Override
    public void stop() {
        var held = polling;
        if (held != null) {
            polling = null;
            held.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return polling != null;
    }

    private Mono<Void> poll() {
        return publishPending()
                .as(transaction::transactional)
                .doOnNext(this::logPublished)
                .doOnError(this::logFailure)
                .onErrorComplete()
                .then();
    }

    /**
     * How many were published. Rows are marked after the last send, so locked for a moment only.
     */
    private Mono<Integer> publishPending() {
        return publication
                .lock()
                .filter(Boolean::booleanValue)
                .flatMap(_ -> publishEntries().defaultIfEmpty(0))
                .flatMap(
                        entries ->
                                publishEvents().defaultIfEmpty(0).map(events -> entries + events))
                .filter(count -> count > 0);
    }

    private Mono<Integer> publishEntries() {
        return publication
                .unpublished()
                .collectList()
                .filter(rows -> !rows.isEmpty())
                .flatMap(this::records)
                .delayUntil(this::send)
                .flatMap(
                        sent ->
                                Flux.fromIterable(sent)
                                        .concatMap(
                                                record ->
                                                        publication.markPublished(
                                                                record.key(), record.version()))
                                        .then(Mono.just(sent.size())));
    }

    private Mono<Integer> publishEvents() {
        return publication
                .unpublishedEvents(MOST_EVENTS)
                .map(
                        event ->
                                new Sent(
                                        CatalogEvent.KEY_PREFIX + event.revision(),
                                        event.revision(),
                                        event.json()))
                .collectList()
                .filter(events -> !events.isEmpty())
                .delayUntil(this::send)
                .flatMap(
                        sent ->
                                publication
                                        .markEventsPublished(sent.getLast().version())
                                        .thenReturn(sent.size()));
    }

    /**
     * A record of the topic.
     *
     * @param version of an entry, or the revision of an event
     * @param json null for a tombstone
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Sent(String key, long version, byte @Nullable [] json) {}

    /** The present entries of the rows, and tombstones of those that are deleted. */
    private Mono<List<Sent>> records(List<Unpublished> rows) {
        return Flux.fromIterable(sources)
                .concatMap(EntrySource::all)
                .cast(CatalogEntry.class)
                .collectMap(CatalogEntry::key)
                .map(entries -> records(rows, entries));
    }

    private static List<Sent> records(List<Unpublished> rows, Map<String, CatalogEntry> entries) {
        var records = new ArrayList<Sent>();
        for (var row : rows) {
            var entry = entries.get(row.key());
            if (entry != null) {
                records.add(new Sent(row.key(), entry.version(), ConfigurationJson.write(entry)));
            } else if (row.deleted()) {
                records.add(new Sent(row.key(), row.version(), null));
            }
        }
        return records;
    }

    /** Completes when the broker has acknowledged all; on a thread that may wait for it. */
    private Mono<Void> send(List<Sent> records) {
        return Mono.<Void>fromRunnable(() -> sendAll(records))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private void sendAll(List<Sent> records) {
        try {
            records.forEach(this::send);
        } catch (RuntimeException failure) {
            if (isRunning()) {
                throw failure;
            }
            log.debug("interrupted by the end of the service", failure);
        }
    }

    private void send(Sent record) {
        var json = record.json();
        var message =
                MessageBuilder.withPayload(json == null ? (Object) KafkaNull.INSTANCE : json)
                        .setHeader(KafkaHeaders.KEY, record.key().getBytes(StandardCharsets.UTF_8));
        if (json == null) {
            message.setHeader(CatalogTombstone.VERSION, CatalogTombstone.header(record.version()));
        }
        if (!stream.send(BINDING, message.build())) {
            throw new IllegalStateException("the broker did not take " + record.key());
        }
    }

    private void logPublished(int count) {
        failing = false;
        log.atInfo().addKeyValue("records", count).log("catalog published");
    }

    /** Logs the first failure of an outage. */
    private void logFailure(Throwable cause) {
        failures.increment();
        if (!failing) {
            failing = true;
            log.atWarn()
                    .addKeyValue("cause", cause.toString())
                    .log("cannot publish catalog entries, will retry");
        }
    }
}
