/** Publishes heartbeats and applied revisions. */
@NullMarked
package io.sixlane.relay.status;

import org.jspecify.annotations.NullMarked;
