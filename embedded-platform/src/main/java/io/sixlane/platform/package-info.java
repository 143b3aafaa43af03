/** A real PostgreSQL and a real Kafka broker inside one JVM, for the local stack and for tests. */
@NullMarked
package io.sixlane.platform;

import org.jspecify.annotations.NullMarked;
