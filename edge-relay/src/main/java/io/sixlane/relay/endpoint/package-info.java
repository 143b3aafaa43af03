/** Which endpoint a connection goes to. */
@NullMarked
package io.sixlane.relay.endpoint;

import org.jspecify.annotations.NullMarked;
