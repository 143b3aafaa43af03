/** Binds, retargets and releases listeners until they are those that the image wants. */
@NullMarked
package io.sixlane.relay.listener;

import org.jspecify.annotations.NullMarked;
