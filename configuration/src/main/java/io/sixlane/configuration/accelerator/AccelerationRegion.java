package io.sixlane.configuration.accelerator;

/**
 * A region where clients are, with its share of the bandwidth plan and its accelerated address.
 *
 * @param area the area it was chosen from, for example ASIA_PACIFIC
 * @param bandwidthMbps Mbit/s, at least 2
 * @param acceleratedIp the address clients connect to, in RFC 5952 form
 */
public record AccelerationRegion(
        String area, String region, int bandwidthMbps, IpVersion ipVersion, String acceleratedIp) {}
