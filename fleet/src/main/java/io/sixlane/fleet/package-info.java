/** Certificates by which relays know each other, and {@code ./sixlane fleet}, which makes them. */
@NullMarked
package io.sixlane.fleet;

import org.jspecify.annotations.NullMarked;
