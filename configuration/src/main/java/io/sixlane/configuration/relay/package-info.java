/** Messages of relays: heartbeats, applied revisions, traffic reports. */
@NullMarked
package io.sixlane.configuration.relay;

import org.jspecify.annotations.NullMarked;
