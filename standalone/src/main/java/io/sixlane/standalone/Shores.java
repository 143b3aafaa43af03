package io.sixlane.standalone;

import java.util.List;
import java.util.Optional;

/**
 * Where the parts of a stack are: all on this host's loopback, or with an ocean between its relays.
 *
 * @param kafka where Kafka listens
 * @param hongKong where the relay of Hong Kong accepts lanes
 * @param usWest where the relay of Silicon Valley answers over HTTP
 * @param usWestLanes where it accepts lanes
 * @param usWestPrefix of the command that starts it
 * @param origin where the demo's web server listens
 * @param endpoints prefixes that endpoints may have
 * @param relays where relays on other machines reach Kafka; empty for nowhere
 */
record Shores(
        String kafka,
        String hongKong,
        String usWest,
        String usWestLanes,
        List<String> usWestPrefix,
        String origin,
        String endpoints,
        Optional<RelaysAt> relays) {

    static final String LOOPBACK = "127.0.0.1";

    Shores {
        usWestPrefix = List.copyOf(usWestPrefix);
    }

    static Shores here() {
        return new Shores(
                LOOPBACK,
                LOOPBACK,
                LOOPBACK,
                LOOPBACK,
                List.of(),
                LOOPBACK,
                "127.0.0.0/8",
                Optional.empty());
    }

    /** The same, with relays on other machines. */
    Shores with(Optional<RelaysAt> others) {
        return new Shores(
                kafka, hongKong, usWest, usWestLanes, usWestPrefix, origin, endpoints, others);
    }

    /** The command that starts this part. */
    List<String> prefix(Part part) {
        return part.name().equals(Parts.US_WEST_RELAY) ? usWestPrefix : List.of();
    }
}
