/** How endpoints learn who the client is: the headers sent before its bytes. Pure. */
@NullMarked
package io.sixlane.relay.proxyprotocol;

import org.jspecify.annotations.NullMarked;
