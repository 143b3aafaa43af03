/** The relay's one producer and the topics it needs. */
@NullMarked
package io.sixlane.relay.kafka;

import org.jspecify.annotations.NullMarked;
