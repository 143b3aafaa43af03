package io.sixlane.catalog;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sixlane.configuration.catalog.CatalogEntry;
import org.springframework.boot.jackson.JacksonMixin;

/** In the API the path shows the type of an entry; only the log needs it in each record. */
@JacksonMixin(CatalogEntry.class)
@JsonTypeInfo(use = JsonTypeInfo.Id.NONE)
interface CatalogJson {}
