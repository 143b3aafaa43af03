package io.sixlane.configuration.accelerator;

import org.jspecify.annotations.Nullable;

/**
 * How relays find out whether an endpoint is healthy.
 *
 * @param port 1 to 65535; null is the port that connections go to
 * @param intervalSeconds between two checks, 1 to 60 (source: HAProxy's 2 s and AWS' 10 or 30 s lie
 *     in it)
 * @param timeoutMillis 100 to 10000, at most the interval
 * @param threshold checks in a row that change the verdict, both ways, 2 to 10 (source: the hosted
 *     service's ThresholdCount)
 * @param path of HTTP and HTTPS checks, starts with {@code /}; null is {@code /}
 * @param host the Host header of HTTP and HTTPS checks; null is the endpoint's address
 * @param expectedStatus of HTTP and HTTPS checks; null is {@link StatusRange#DEFAULT}
 */
public record HealthCheck(
        Protocol protocol,
        @Nullable Integer port,
        int intervalSeconds,
        int timeoutMillis,
        int threshold,
        @Nullable String path,
        @Nullable String host,
        @Nullable StatusRange expectedStatus) {
    public static final int DEFAULT_INTERVAL_SECONDS = 3;
    public static final int DEFAULT_TIMEOUT_MILLIS = 3_000;
    public static final int DEFAULT_THRESHOLD = 3;

    /** The kind of the check. */
    public enum Protocol {
        /** A connection is made and ended. */
        TCP,
        /** A GET is answered with an expected status. */
        HTTP,
        /** HTTP over TLS; the certificate is not verified. */
        HTTPS
    }

    /** HTTP statuses {@code from} to {@code to}, both included, 100 to 599. */
    public record StatusRange(int from, int to) {
        public static final StatusRange DEFAULT = new StatusRange(200, 399);

        public StatusRange {
            if (from < 100 || to > 599 || from > to) {
                throw new IllegalArgumentException(
                        "expected status must be 100 to 599 with from <= to, was %s to %s"
                                .formatted(from, to));
            }
        }

        public boolean contains(int status) {
            return from <= status && status <= to;
        }
    }
}
