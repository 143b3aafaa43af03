package io.sixlane.relay.health;

import io.sixlane.configuration.accelerator.HealthCheck;

/**
 * What is checked, once for all that use it.
 *
 * @param address or domain name
 * @param port that the check goes to
 */
record CheckTarget(String address, int port, HealthCheck check, Greeting greeting) {}
