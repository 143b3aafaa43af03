/** Health checks: whether endpoints answer, found out once for all listeners that use them. */
@NullMarked
package io.sixlane.relay.health;

import org.jspecify.annotations.NullMarked;
