/** The kinds of bandwidth plans. */
@NullMarked
package io.sixlane.catalog.bandwidth;

import org.jspecify.annotations.NullMarked;
