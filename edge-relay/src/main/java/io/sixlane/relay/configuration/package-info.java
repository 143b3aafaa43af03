/** Builds the image to reconcile from the images topic, or from disk while Kafka is away. */
@NullMarked
package io.sixlane.relay.configuration;

import org.jspecify.annotations.NullMarked;
