package io.sixlane.benchmarks.relay;

import java.util.List;
import java.util.stream.Stream;

/** What is measured. */
final class Peers {
    private Peers() {}

    /** No relay. */
    static final Peer DIRECT = new Peer.None("none");

    /** The configurations of HAProxy of which the best of each column is the one to beat. */
    static final List<Peer> RIVALS =
            List.of(
                    new Peer.HaProxy("haproxy", false, false, false),
                    new Peer.HaProxy("haproxy-splice", false, true, false),
                    new Peer.HaProxy("haproxy-1-splice", true, true, false),
                    new Peer.HaProxy("haproxy-1-copy", true, false, false));

    /** Those that are compared with them, and relays over lanes. */
    static final List<Peer> SUBJECTS =
            List.of(
                    new Peer.Sixlane("sixlane", "native", 0),
                    new Peer.Sixlane("sixlane-1", "native", 1),
                    new Peer.Sixlane("sixlane-portable", "portable", 0),
                    new Peer.Lanes("sixlane-lane", "network"),
                    new Peer.Lanes("sixlane-lane-tls", "tls"));

    /** All peers in the order of the table. */
    static final List<Peer> ALL =
            Stream.of(
                            List.of(DIRECT),
                            RIVALS,
                            List.<Peer>of(
                                    new Peer.HaProxy("haproxy-tcplog", false, false, true),
                                    new Peer.Nginx("nginx")),
                            SUBJECTS)
                    .flatMap(List::stream)
                    .toList();
}
