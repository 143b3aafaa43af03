/** Deletes records past their retention. */
@NullMarked
package io.sixlane.metrics.retention;

import org.jspecify.annotations.NullMarked;
