/** Decides which clients a listener admits. */
@NullMarked
package io.sixlane.relay.accesslist;

import org.jspecify.annotations.NullMarked;
