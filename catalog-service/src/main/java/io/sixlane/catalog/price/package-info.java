/** What a bundle costs a month. */
@NullMarked
package io.sixlane.catalog.price;

import org.jspecify.annotations.NullMarked;
