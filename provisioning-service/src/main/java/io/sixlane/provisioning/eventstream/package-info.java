/** Everything that an account sees, as it changes: one stream of events, resumable. */
@NullMarked
package io.sixlane.provisioning.eventstream;

import org.jspecify.annotations.NullMarked;
