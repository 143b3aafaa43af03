/** The local stack: a supervisor of PostgreSQL, Kafka and the processes that ship. */
@NullMarked
package io.sixlane.standalone;

import org.jspecify.annotations.NullMarked;
