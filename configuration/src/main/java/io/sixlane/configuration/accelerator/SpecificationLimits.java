package io.sixlane.configuration.accelerator;

/**
 * The limits of an instance specification.
 *
 * @param code for example SMALL_I
 * @param regions acceleration regions, at least 1
 * @param peakMbps Mbit/s
 * @param maxConnections concurrent connections; one more is refused
 */
public record SpecificationLimits(String code, int regions, int peakMbps, int maxConnections) {}
