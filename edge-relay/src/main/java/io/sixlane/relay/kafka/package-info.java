/** The relay's one producer, its consumers, and the topics that they need. */
@NullMarked
package io.sixlane.relay.kafka;

import org.jspecify.annotations.NullMarked;
