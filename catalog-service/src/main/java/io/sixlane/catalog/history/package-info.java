/** The catalog's own log: each change of an entry, its author and the reason. */
@NullMarked
package io.sixlane.catalog.history;

import org.jspecify.annotations.NullMarked;
