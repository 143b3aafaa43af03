/** The calls into the Linux C library that the relay makes; no other package makes any. */
@NullMarked
package io.sixlane.relay.linux;

import org.jspecify.annotations.NullMarked;
