/** Relays of other machines: tokens to join with, joining, other keys, leaving. */
@NullMarked
package io.sixlane.provisioning.joining;

import org.jspecify.annotations.NullMarked;
