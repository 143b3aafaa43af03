package io.sixlane.benchmarks.relay;

import io.sixlane.fleet.CertificateFiles;
import io.sixlane.fleet.FleetFolder;
import io.sixlane.fleet.RelayIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Starts two relays with lanes between them. */
final class StartingLanes {
    /** Each lasts a second. */
    private static final int ATTEMPTS = 120;

    /** The relay's log message for a change of route. */
    private static final String CHANGED = "route changed";

    private final Arena arena;
    private final Peer.Lanes peer;
    private final Path fleet;

    /**
     * @param fleet the folder of the authority, shared by all relays
     */
    StartingLanes(Arena arena, Peer.Lanes peer, Path fleet) {
        this.arena = arena;
        this.peer = peer;
        this.fleet = fleet;
    }

    /** Returns when connections go over lanes. */
    RunningPeer start() throws IOException {
        var near = arena.place(peer.name());
        var far = arena.place(peer.egressName());
        var image = RelayImage.through(peer.egressName(), peer.name(), near.address());
        arena.publish(image);
        var egress =
                arena.start(
                        peer.egress(certificate(peer.egressName()), far.address()),
                        far,
                        image,
                        List.of(Peer.Lanes.PORT));
        var ingress =
                arena.start(peer.ingress(certificate(peer.name())), near, image, Backends.PORTS);
        awaitRoute(near);
        return new RunningPeer.Pair(peer.name(), ingress, egress, () -> onLanes(near));
    }

    /** A relay and its region have one name. */
    private Map<String, String> certificate(String relay) throws IOException {
        Files.createDirectories(fleet);
        new FleetFolder(fleet, InstantSource.system())
                .prepare(List.of(new RelayIdentity(relay, relay)));
        return CertificateFiles.in(fleet.resolve(relay)).variables();
    }

    /** The relay chooses a way once connections come, and logs it. */
    private void awaitRoute(Arena.Place near) throws IOException {
        var client =
                arena.client(
                        Host.java(
                                FirstByteClient.class,
                                near.address(),
                                Integer.toString(Backends.HTTP),
                                "1"));
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            Host.output(client);
            try (var lines = Files.lines(near.log())) {
                if (lines.anyMatch(this::isRoute)) {
                    return;
                }
            }
        }
        throw new IOException("no way over lanes was chosen: " + Files.readString(near.log()));
    }

    private boolean isRoute(String line) {
        return line.contains(CHANGED) && line.contains(to());
    }

    private String to() {
        return "to=\"" + peer.egressName() + "\"";
    }

    /** A link that was down, if only for a moment, sends connections directly. */
    private void onLanes(Arena.Place near) throws IOException {
        try (var lines = Files.lines(near.log())) {
            var changes = lines.filter(line -> line.contains(CHANGED)).toList();
            if (!changes.getLast().contains(to())) {
                throw new LanesLeftException("connections left the lanes: " + changes.getLast());
            }
        }
    }
}
