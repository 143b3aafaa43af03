package io.sixlane.relay.tcp;

import java.time.Duration;

/**
 * What a path needs to know.
 *
 * @param connectTimeout per endpoint tried
 * @param idleTimeout silence in both directions after which a connection is reset
 * @param writeBufferHigh bytes queued per direction at which reading stops
 * @param threads event loops
 */
public record TcpSettings(
        Duration connectTimeout, Duration idleTimeout, int writeBufferHigh, int threads) {}
