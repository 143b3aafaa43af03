package io.sixlane.catalog.history;

import io.sixlane.configuration.catalog.CatalogEntry;
import reactor.core.publisher.Flux;

/** Entries of one kind, as they are. */
public interface EntrySource {
    Flux<? extends CatalogEntry> all();
}
