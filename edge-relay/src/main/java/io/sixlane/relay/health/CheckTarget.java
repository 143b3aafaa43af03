package io.sixlane.relay.health;

import io.sixlane.configuration.accelerator.HealthCheck;

/**
 * A target of checks, checked once for all of its users.
 *
 * @param address or domain name
 * @param port that the check goes to
 */
record CheckTarget(String address, int port, HealthCheck check, Greeting greeting) {}
