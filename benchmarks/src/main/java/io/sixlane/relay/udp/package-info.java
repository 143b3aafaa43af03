/** Measurements of what the relay keeps inside this package. */
@NullMarked
package io.sixlane.relay.udp;

import org.jspecify.annotations.NullMarked;
