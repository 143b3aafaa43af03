/** Counts connections by listener and endpoint, and records each. */
@NullMarked
package io.sixlane.relay.flow;

import org.jspecify.annotations.NullMarked;
