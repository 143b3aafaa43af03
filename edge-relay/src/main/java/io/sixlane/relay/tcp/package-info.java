/** How bytes of one TCP connection get from client to endpoint and back. */
@NullMarked
package io.sixlane.relay.tcp;

import org.jspecify.annotations.NullMarked;
