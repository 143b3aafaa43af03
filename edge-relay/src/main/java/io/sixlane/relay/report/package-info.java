/** Counts traffic and reports it in windows. */
@NullMarked
package io.sixlane.relay.report;

import org.jspecify.annotations.NullMarked;
