package io.sixlane.provisioning.catalogcopy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.configuration.catalog.CatalogEntry;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.http.problem.Excerpt;
import io.sixlane.provisioning.worker.StorageFailure;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

/**
 * Keeps the copy as new as the catalog's topic. Waits for the database, on a consumer thread. What
 * can never be stored is counted, logged and skipped.
 */
@Component("catalogEntry")
final class CatalogEntryConsumer implements Consumer<Message<?>> {
    static final String REFUSED = "sixlane.catalog.copy.refused";

    private static final Logger log = LoggerFactory.getLogger(CatalogEntryConsumer.class);
    private static final Duration SAVE_TIMEOUT = Duration.ofSeconds(15);

    /** Characters of a cause in the log. */
    private static final int MOST_WORDS = 1_000;

    private final CatalogViewRepository repository;
    private final Counter refused;

    CatalogEntryConsumer(CatalogViewRepository repository, MeterRegistry meters) {
        this.repository = repository;
        this.refused =
                Counter.builder(REFUSED)
                        .description("entries of the catalog that cannot be stored, skipped")
                        .register(meters);
    }

    @Override
    public void accept(Message<?> message) {
        try {
            repository.save(entry(message.getPayload())).timeout(SAVE_TIMEOUT).toFuture().join();
        } catch (RuntimeException e) {
            if (!(e instanceof IllegalArgumentException) && !StorageFailure.isFaultOfData(e)) {
                throw e;
            }
            refused.increment();
            log.atError()
                    .addKeyValue("cause", Excerpt.of(String.valueOf(e.getMessage()), MOST_WORDS))
                    .log("catalog entry refused and skipped");
        }
    }

    private static CatalogEntry entry(Object payload) {
        if (!(payload instanceof byte[] json)) {
            throw new IllegalArgumentException("an entry of the catalog is not empty");
        }
        return ConfigurationJson.read(json, CatalogEntry.class);
    }
}
