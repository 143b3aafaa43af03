/** Histories that are true, and histories that were tampered with. */
@NullMarked
package io.sixlane.audit;

import org.jspecify.annotations.NullMarked;
