/** From the images topic, or from disk when Kafka is away, to the image that is reconciled. */
@NullMarked
package io.sixlane.relay.configuration;

import org.jspecify.annotations.NullMarked;
