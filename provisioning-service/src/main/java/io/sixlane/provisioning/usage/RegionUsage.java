package io.sixlane.provisioning.usage;

import java.util.List;

/**
 * Traffic of one acceleration region, from the metrics service.
 *
 * @param bitsPerSecond of each 5 minutes in which something did
 */
record RegionUsage(String region, long bytesIn, long bytesOut, List<Long> bitsPerSecond) {
    RegionUsage {
        bitsPerSecond = List.copyOf(bitsPerSecond);
    }
}
