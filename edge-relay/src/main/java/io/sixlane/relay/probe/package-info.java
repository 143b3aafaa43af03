/**
 * Compares, on request, the way to an endpoint with the way through the accelerated address. Runs
 * on threads of its own, never on one that forwards.
 */
@NullMarked
package io.sixlane.relay.probe;

import org.jspecify.annotations.NullMarked;
