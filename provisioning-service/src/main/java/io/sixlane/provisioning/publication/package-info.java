/** Publishes committed events to Kafka, in order. */
@NullMarked
package io.sixlane.provisioning.publication;

import org.jspecify.annotations.NullMarked;
