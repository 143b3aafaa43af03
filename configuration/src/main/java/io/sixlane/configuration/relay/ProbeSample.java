package io.sixlane.configuration.relay;

import org.jspecify.annotations.Nullable;

/**
 * One measured connection. Times are in microseconds since the connection was begun, as curl's
 * {@code time_connect}, {@code time_appconnect}, {@code time_starttransfer} and {@code time_total}
 * are in seconds.
 *
 * @param round from 1
 * @param connectMicros until the connection was established; null when it was not
 * @param tlsMicros until its TLS handshake was over; null without TLS, or when it failed
 * @param firstByteMicros until the first byte of the answer; null without a request or an answer
 * @param totalMicros until the answer ended, or without a request the connection was established;
 *     null when something failed
 * @param status of the answer; null unless it is HTTP
 * @param bytes of the answer with its head; null without one
 * @param failure in words; null when nothing failed
 */
public record ProbeSample(
        Side side,
        int round,
        @Nullable Long connectMicros,
        @Nullable Long tlsMicros,
        @Nullable Long firstByteMicros,
        @Nullable Long totalMicros,
        @Nullable Integer status,
        @Nullable Long bytes,
        @Nullable String failure) {
    /** The ways that are compared. */
    public enum Side {
        /** From the relay to the endpoint: before. */
        DIRECT,
        /** From the relay to the accelerated address: after. */
        ACCELERATED
    }
}
