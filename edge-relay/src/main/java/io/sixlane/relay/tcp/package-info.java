/** Moves the bytes of TCP connections between client and endpoint. */
@NullMarked
package io.sixlane.relay.tcp;

import org.jspecify.annotations.NullMarked;
