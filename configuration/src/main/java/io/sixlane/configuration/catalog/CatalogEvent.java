package io.sixlane.configuration.catalog;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sixlane.configuration.log.StreamEvent;
import org.jspecify.annotations.Nullable;

/**
 * A fact about the catalog, in its stream {@code catalog}. The catalog service keeps that stream in
 * the form of the log, and publishes it with its entries, by which it joins the log.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface CatalogEvent extends StreamEvent {
    String STREAM = "catalog";

    /** Before the revision, in the keys of events in the topic of the catalog. */
    String KEY_PREFIX = "event/";

    /**
     * An entry was added or changed.
     *
     * @param before null for an entry that was not there
     */
    record CatalogEntryPut(CatalogEntry entry, @Nullable CatalogEntry before)
            implements CatalogEvent {}

    /** An entry was deleted. */
    record CatalogEntryDeleted(CatalogEntry before) implements CatalogEvent {}
}
