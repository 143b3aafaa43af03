package io.sixlane.catalog.publication;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.catalog.bandwidth.BandwidthTypeRepository;
import io.sixlane.catalog.region.RegionRepository;
import io.sixlane.catalog.specification.SpecificationRepository;
import io.sixlane.configuration.catalog.CatalogEntry;
import io.sixlane.configuration.json.ConfigurationJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Brings rows to Kafka: all of them at start, then whatever has a version that Kafka has not.
 *
 * <p>At-least-once: an entry may be sent twice, and a consumer ignores a version that it has. While
 * Kafka is down nothing is lost, since the table keeps unsent entries.
 */
@Component
class CatalogEntryPublisher implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(CatalogEntryPublisher.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Its destination, {@code Topics.CATALOG}, is in application.yml. */
    private static final String BINDING = "catalogEntries-out-0";

    private final PublicationRepository publication;
    private final RegionRepository regions;
    private final SpecificationRepository specifications;
    private final BandwidthTypeRepository bandwidthTypes;
    private final TransactionalOperator transaction;
    private final StreamBridge stream;
    private final Counter failures;

    private volatile @Nullable Disposable polling;

    /** Only the polling sequence touches it, one signal at a time. */
    private boolean failing;

    CatalogEntryPublisher(
            PublicationRepository publication,
            RegionRepository regions,
            SpecificationRepository specifications,
            BandwidthTypeRepository bandwidthTypes,
            TransactionalOperator transaction,
            StreamBridge stream,
            MeterRegistry meters) {
        this.publication = publication;
        this.regions = regions;
        this.specifications = specifications;
        this.bandwidthTypes = bandwidthTypes;
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
                .flatMapMany(_ -> publication.unpublished())
                .collect(Collectors.toUnmodifiableSet())
                .filter(keys -> !keys.isEmpty())
                .flatMap(this::entries)
                .delayUntil(this::send)
                .flatMap(
                        sent ->
                                Flux.fromIterable(sent)
                                        .concatMap(publication::markPublished)
                                        .then(Mono.just(sent.size())));
    }

    private Mono<List<CatalogEntry>> entries(Set<String> keys) {
        return Flux.concat(regions.all(), specifications.all(), bandwidthTypes.all())
                .cast(CatalogEntry.class)
                .filter(entry -> keys.contains(entry.key()))
                .collectList();
    }

    /** Completes when the broker has acknowledged all; on a thread that may wait for it. */
    private Mono<Void> send(List<CatalogEntry> entries) {
        return Mono.<Void>fromRunnable(() -> sendAll(entries))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private void sendAll(List<CatalogEntry> entries) {
        try {
            entries.forEach(this::send);
        } catch (RuntimeException failure) {
            if (isRunning()) {
                throw failure;
            }
            log.debug("interrupted by the end of the service", failure);
        }
    }

    private void send(CatalogEntry entry) {
        var message =
                MessageBuilder.withPayload(ConfigurationJson.write(entry))
                        .setHeader(KafkaHeaders.KEY, entry.key().getBytes(StandardCharsets.UTF_8))
                        .build();
        if (!stream.send(BINDING, message)) {
            throw new IllegalStateException("the broker did not take " + entry.key());
        }
    }

    private void logPublished(int count) {
        failing = false;
        log.atInfo().addKeyValue("entries", count).log("catalog entries published");
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
