/** What was forwarded, counted and reported in windows. */
@NullMarked
package io.sixlane.relay.report;

import org.jspecify.annotations.NullMarked;
