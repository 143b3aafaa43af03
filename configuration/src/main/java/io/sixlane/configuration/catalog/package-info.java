/** What can be bought, as it is published by the catalog. */
@NullMarked
package io.sixlane.configuration.catalog;

import org.jspecify.annotations.NullMarked;
