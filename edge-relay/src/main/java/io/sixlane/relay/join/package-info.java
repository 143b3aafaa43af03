/** The commands by which a host becomes a relay of a fleet, and leaves it again. */
@NullMarked
package io.sixlane.relay.join;

import org.jspecify.annotations.NullMarked;
