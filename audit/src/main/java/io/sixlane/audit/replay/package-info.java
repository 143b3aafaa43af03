/** Accelerators as the log made them at a moment, and what relays forwarded then. */
@NullMarked
package io.sixlane.audit.replay;

import org.jspecify.annotations.NullMarked;
