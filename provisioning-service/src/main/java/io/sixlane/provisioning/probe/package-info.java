/**
 * Measurements that users ask for: a relay in the client's region compares the way to an endpoint
 * with the way through the accelerated address.
 */
@NullMarked
package io.sixlane.provisioning.probe;

import org.jspecify.annotations.NullMarked;
