/** Flow records: from Kafka into a table that can be asked who was behind an address. */
@NullMarked
package io.sixlane.metrics.flow;

import org.jspecify.annotations.NullMarked;
