package io.sixlane.provisioning.catalogcopy;

import io.sixlane.configuration.catalog.CatalogEntry;
import io.sixlane.configuration.json.ConfigurationJson;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

/** Keeps the copy as new as the catalog's topic. Waits for the database, on a consumer thread. */
@Component("catalogEntry")
final class CatalogEntryConsumer implements Consumer<Message<byte[]>> {
    private static final Duration SAVE_TIMEOUT = Duration.ofSeconds(15);

    private final CatalogViewRepository repository;

    CatalogEntryConsumer(CatalogViewRepository repository) {
        this.repository = repository;
    }

    @Override
    public void accept(Message<byte[]> message) {
        var entry = ConfigurationJson.read(message.getPayload(), CatalogEntry.class);
        repository.save(entry).timeout(SAVE_TIMEOUT).toFuture().join();
    }
}
