/** Windows: reports of several processes merged, and the table that keeps them. */
@NullMarked
package io.sixlane.metrics.window;

import org.jspecify.annotations.NullMarked;
