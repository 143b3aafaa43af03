package io.sixlane.configuration.relay;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.ListenerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks one relay to compare the way to an endpoint with the way through the accelerated address. It
 * names resources, never an address: the relay connects where its own image of the accelerator
 * leads, and nowhere else.
 *
 * @param relayId the relay that measures; others ignore the request
 * @param revision that the relay must have applied
 * @param region whose accelerated address is used
 * @param port of the listener, 1 to 65499
 * @param path of a GET, which begins with a slash; null to connect only
 * @param tls null without TLS
 * @param rounds 1 to {@value #MOST_ROUNDS}, each of one connection on either side
 * @param at when it was asked for
 */
public record AskedProbe(
        String id,
        String relayId,
        AcceleratorId acceleratorId,
        long revision,
        String region,
        ListenerId listenerId,
        EndpointGroupId endpointGroupId,
        EndpointId endpointId,
        int port,
        @Nullable String path,
        @Nullable ProbedTls tls,
        int rounds,
        Instant at) {
    public static final int MOST_ROUNDS = 10;

    public AskedProbe {
        RecordFields.name("id", id);
        if (rounds < 1 || rounds > MOST_ROUNDS) {
            throw new IllegalArgumentException(
                    "rounds must be 1 to %s, was %s".formatted(MOST_ROUNDS, rounds));
        }
        if (path != null && !isPath(path)) {
            throw new IllegalArgumentException("path must be printable ASCII behind a slash");
        }
    }

    /** Nothing in it ends the line of a request. */
    private static boolean isPath(String path) {
        return path.startsWith("/") && path.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }
}
