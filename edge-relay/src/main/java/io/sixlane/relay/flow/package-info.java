/** What became of each connection: counted by listener and endpoint, and recorded one by one. */
@NullMarked
package io.sixlane.relay.flow;

import org.jspecify.annotations.NullMarked;
