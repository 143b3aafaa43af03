package io.sixlane.catalog;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sixlane.configuration.catalog.CatalogEntry;
import org.springframework.boot.jackson.JacksonMixin;

/** In the API the path says what an entry is; only the log needs the type in each record. */
@JacksonMixin(CatalogEntry.class)
@JsonTypeInfo(use = JsonTypeInfo.Id.NONE)
interface CatalogJson {}
