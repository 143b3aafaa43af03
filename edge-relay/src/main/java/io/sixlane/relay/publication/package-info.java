/** The relay's one producer and the topics it needs. */
@NullMarked
package io.sixlane.relay.publication;

import org.jspecify.annotations.NullMarked;
