package io.sixlane.fleet;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * An authority and the files of relays in one folder, for fleets of one host: {@code authority/}
 * and a folder for each relay. Calls of several processes at once are not safe.
 */
public final class FleetFolder {
    /** Certificates are renewed when they expire sooner. */
    static final Duration DUE = Duration.ofDays(30);

    private final Path folder;
    private final InstantSource clock;

    public FleetFolder(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * Creates missing files, and renews a certificate that is due or that another authority issued.
     */
    public void prepare(Iterable<RelayIdentity> relays) {
        var authority = FleetAuthority.in(folder.resolve("authority"), clock);
        for (var relay : relays) {
            prepare(authority, relay);
        }
    }

    private void prepare(FleetAuthority authority, RelayIdentity relay) {
        var own = folder.resolve(relay.relay());
        var files = CertificateFiles.in(own);
        if (!files.exist()) {
            authority.issue(relay, own);
        } else if (!authority.covers(Pem.certificate(files.certificate()), DUE)) {
            authority.renew(relay, own);
        }
    }
}
