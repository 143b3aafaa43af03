/** An edge relay: forwards clients to endpoints as the log configures it, and reports. */
@NullMarked
package io.sixlane.relay;

import org.jspecify.annotations.NullMarked;
