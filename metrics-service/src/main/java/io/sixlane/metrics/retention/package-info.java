/** How what is past its retention is removed. */
@NullMarked
package io.sixlane.metrics.retention;

import org.jspecify.annotations.NullMarked;
