/** The Kafka topics of the product: their settings, and the guard that holds them to these. */
@NullMarked
package io.sixlane.topics;

import org.jspecify.annotations.NullMarked;
