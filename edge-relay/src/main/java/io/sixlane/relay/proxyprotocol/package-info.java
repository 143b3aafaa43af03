/** Headers that carry the client's address to endpoints, before its bytes. Pure. */
@NullMarked
package io.sixlane.relay.proxyprotocol;

import org.jspecify.annotations.NullMarked;
