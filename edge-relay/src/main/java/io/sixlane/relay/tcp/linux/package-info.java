/** The fast path: the kernel's calls, made directly, on Netty's event loops. */
@NullMarked
package io.sixlane.relay.tcp.linux;

import org.jspecify.annotations.NullMarked;
