package io.sixlane.relay.lane.security;

import io.sixlane.fleet.FleetAuthority;
import io.sixlane.fleet.RelayIdentity;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;

/** A fleet with an authority of its own, in a temporary folder. */
public final class FleetFixture {
    private final Path folder;
    private final FleetAuthority authority;

    public FleetFixture(Path folder) {
        this(folder, InstantSource.system());
    }

    /**
     * @param clock when certificates are issued
     */
    FleetFixture(Path folder, InstantSource clock) {
        this.folder = folder;
        this.authority = FleetAuthority.create(folder.resolve("authority"), clock);
    }

    /** The files of a relay, which are made once. */
    public LaneFiles issue(String region, String relay) {
        var files = authority.issue(new RelayIdentity(region, relay), folder.resolve(relay));
        return new LaneFiles(files.certificate(), files.key(), files.authority());
    }

    /** The security of a relay's lanes, made once per relay; admits every relay of the fleet. */
    public LaneSecurity relay(String region, String relay, LaneEncryption encryption) {
        return relay(new RelayName(region, relay), issue(region, relay), encryption);
    }

    /** A relay whose kernel takes over the records of TLS. */
    public LaneSecurity relayWithKernelTls(String region, String relay) {
        return relay(new RelayName(region, relay), issue(region, relay), LaneEncryption.TLS, true);
    }

    static LaneSecurity relay(RelayName name, LaneFiles files, LaneEncryption encryption) {
        return relay(name, files, encryption, false);
    }

    private static LaneSecurity relay(
            RelayName name, LaneFiles files, LaneEncryption encryption, boolean kernelTls) {
        return new LaneSecurity(
                new LaneCertificates(files, name, InstantSource.system()),
                encryption,
                kernelTls,
                new PlainLanes(false),
                UUID.randomUUID(),
                PeerCheck.ANY);
    }

    void renew(String region, String relay) {
        authority.renew(new RelayIdentity(region, relay), folder.resolve(relay));
    }
}
