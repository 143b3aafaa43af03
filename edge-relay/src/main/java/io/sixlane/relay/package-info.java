/** An edge relay: forwards clients to endpoints as the log says, and says what it did. */
@NullMarked
package io.sixlane.relay;

import org.jspecify.annotations.NullMarked;
