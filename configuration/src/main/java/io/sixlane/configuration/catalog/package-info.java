/** The entries of the catalog topic: everything that can be bought. */
@NullMarked
package io.sixlane.configuration.catalog;

import org.jspecify.annotations.NullMarked;
