/** The largest plan and the longest terms that are sold. */
@NullMarked
package io.sixlane.catalog.limit;

import org.jspecify.annotations.NullMarked;
