/** The time of PostgreSQL, which every instance of this service shares. */
@NullMarked
package io.sixlane.provisioning.clock;

import org.jspecify.annotations.NullMarked;
