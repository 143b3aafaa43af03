/** Chooses how flows reach the region of their endpoint group: directly, or through relays. */
@NullMarked
package io.sixlane.relay.route;

import org.jspecify.annotations.NullMarked;
