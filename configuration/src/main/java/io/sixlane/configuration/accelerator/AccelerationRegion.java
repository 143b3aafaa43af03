package io.sixlane.configuration.accelerator;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A region where clients are, with its share of the bandwidth plan and its accelerated address.
 *
 * @param area the area it was chosen from, for example ASIA_PACIFIC
 * @param bandwidthMbps Mbit/s, at least 2
 * @param acceleratedIp the address clients connect to, in RFC 5952 form; the IPv6 one of a dual
 *     stack
 * @param acceleratedIpv4 the other one of a dual stack, null otherwise
 */
public record AccelerationRegion(
        String area,
        String region,
        int bandwidthMbps,
        IpVersion ipVersion,
        String acceleratedIp,
        @Nullable String acceleratedIpv4) {
    /** With one address. */
    public AccelerationRegion(
            String area,
            String region,
            int bandwidthMbps,
            IpVersion ipVersion,
            String acceleratedIp) {
        this(area, region, bandwidthMbps, ipVersion, acceleratedIp, null);
    }

    public AccelerationRegion withBandwidth(int mbps) {
        return new AccelerationRegion(
                area, region, mbps, ipVersion, acceleratedIp, acceleratedIpv4);
    }

    /** One, or the two of a dual stack. */
    @JsonIgnore
    public List<String> addresses() {
        return acceleratedIpv4 == null
                ? List.of(acceleratedIp)
                : List.of(acceleratedIp, acceleratedIpv4);
    }
}
