/** Selects the endpoint of a connection. */
@NullMarked
package io.sixlane.relay.endpoint;

import org.jspecify.annotations.NullMarked;
