/** Catalog entries on their way to Kafka. */
@NullMarked
package io.sixlane.catalog.publication;

import org.jspecify.annotations.NullMarked;
