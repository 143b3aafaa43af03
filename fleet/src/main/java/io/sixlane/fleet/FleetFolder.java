package io.sixlane.fleet;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * An authority and the files of relays and servers in one folder, for fleets of one host: {@code
 * authority/} and a folder for each relay and server. Calls of several processes at once are not
 * safe.
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
        var authority = authority();
        for (var relay : relays) {
            prepare(authority, Subject.of(relay), folder.resolve(relay.relay()));
        }
    }

    /**
     * The files of a server, made or renewed like those of relays. Its certificate opens no lanes.
     *
     * @param host an address or a name, by which clients connect to it
     */
    public CertificateFiles server(String host) {
        return server(host, folder.resolve("server-" + host.replace(':', '-')));
    }

    /** As {@link #server(String)}, in a folder of the caller's choice. */
    CertificateFiles server(String host, Path own) {
        prepare(authority(), Subject.ofServer(host), own);
        return CertificateFiles.in(own);
    }

    private FleetAuthority authority() {
        return FleetAuthority.in(folder.resolve("authority"), clock);
    }

    private static void prepare(FleetAuthority authority, Subject subject, Path own) {
        var files = CertificateFiles.in(own);
        if (!files.exist()) {
            authority.issue(subject, own);
        } else if (!authority.covers(Pem.certificate(files.certificate()), DUE)) {
            authority.renew(subject, own);
        }
    }
}
