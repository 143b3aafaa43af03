package io.sixlane.relay.route;

import io.sixlane.relay.fleet.Peer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.zip.CRC32;

/**
 * Selects the one relay of a region that measures the links that none of them uses (rendezvous
 * hash). Pure.
 */
final class Leader {
    private Leader() {}

    /**
     * Whether {@code relay} is selected.
     *
     * @param neighbours the others of its region
     */
    static boolean of(String relay, Collection<Peer> neighbours, String region) {
        var own = weight(relay, region);
        return neighbours.stream()
                .noneMatch(
                        other -> {
                            var weight = weight(other.id(), region);
                            return weight > own
                                    || (weight == own && other.id().compareTo(relay) < 0);
                        });
    }

    private static long weight(String relay, String region) {
        var sum = new CRC32();
        sum.update((relay + ' ' + region).getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }
}
