package io.sixlane.configuration.relay;

import io.sixlane.configuration.accelerator.AcceleratorId;
import java.time.Instant;

/**
 * What one relay saw of one accelerator in one window. Absolute: a later report of the same window
 * replaces an earlier one, so a redelivered one changes nothing.
 *
 * @param incarnation when the relay process started; windows of two processes are added up
 * @param windowStart a multiple of {@code windowSeconds} since the epoch
 * @param sequence rises with each report of the same window
 * @param connectionsOpened accepted in the window
 * @param connectionsActive open at the time of the report
 * @param connectionsRefused over the limit, in the window
 * @param connectionsFailed no endpoint could be reached, in the window
 * @param bytesIn from clients to endpoints, in the window
 * @param bytesOut from endpoints to clients, in the window
 * @param connectMicros HdrHistogram, compressed and Base64, of microseconds to connect to the
 *     endpoint
 * @param firstByteMicros the same, of microseconds from accept to the endpoint's first byte
 */
public record TrafficReport(
        String relayId,
        String region,
        Instant incarnation,
        AcceleratorId acceleratorId,
        Instant windowStart,
        int windowSeconds,
        long sequence,
        long connectionsOpened,
        long connectionsActive,
        long connectionsRefused,
        long connectionsFailed,
        long bytesIn,
        long bytesOut,
        String connectMicros,
        String firstByteMicros) {}
