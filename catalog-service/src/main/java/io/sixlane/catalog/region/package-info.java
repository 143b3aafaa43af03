/** Where clients and origin servers can be. */
@NullMarked
package io.sixlane.catalog.region;

import org.jspecify.annotations.NullMarked;
