package io.sixlane.relay.lane.security;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that new lanes prove this relay's identity with. Follows its files: what cannot
 * be used is logged, and the last usable one stays.
 */
public final class LaneCertificates {
    /** Before the certificate expires, this is logged once a day. */
    static final Duration NOTICE = Duration.ofDays(14);

    private static final Duration NOTICE_EVERY = Duration.ofDays(1);
    private static final Logger log = LoggerFactory.getLogger(LaneCertificates.class);

    private final LaneFiles files;
    private final RelayName relay;
    private final InstantSource clock;
    private volatile LaneCredentials current;
    private PemFiles read;
    private String refused = "";
    private @Nullable Instant noticed;

    /**
     * @throws CredentialsException if the files prove no identity of this relay
     */
    public LaneCertificates(LaneFiles files, RelayName relay, InstantSource clock)
            throws CredentialsException {
        this.files = files;
        this.relay = relay;
        this.clock = clock;
        this.read = PemFiles.read(files);
        this.current = LaneCredentials.of(read, relay, clock.instant());
        notice();
    }

    LaneCredentials current() {
        return current;
    }

    RelayName relay() {
        return relay;
    }

    /** SHA-256 of this relay's certificate, lower-case hexadecimal. */
    public String fingerprint() {
        return current.fingerprint();
    }

    public Instant expires() {
        return current.expires();
    }

    /**
     * Reads the files again; whether another certificate is in use now. Called every few seconds.
     */
    public synchronized boolean refresh() {
        var changed = readAgain();
        notice();
        return changed;
    }

    private boolean readAgain() {
        try {
            var found = PemFiles.read(files);
            if (found.hasSameBytes(read)) {
                refused = "";
                return false;
            }
            var next = LaneCredentials.of(found, relay, clock.instant());
            read = found;
            current = next;
            refused = "";
            log.atInfo()
                    .addKeyValue("file", files.certificate())
                    .addKeyValue("expires", next.expires())
                    .log("certificate of lanes replaced");
            return true;
        } catch (CredentialsException e) {
            if (!refused.equals(e.getMessage())) {
                refused = String.valueOf(e.getMessage());
                log.atWarn()
                        .addKeyValue("cause", e.getMessage())
                        .log("new certificate of lanes cannot be used, the old one stays");
            }
            return false;
        }
    }

    private void notice() {
        var now = clock.instant();
        if (now.plus(NOTICE).isBefore(current.expires())
                || (noticed != null && now.isBefore(noticed.plus(NOTICE_EVERY)))) {
            return;
        }
        noticed = now;
        log.atWarn()
                .addKeyValue("file", files.certificate())
                .addKeyValue("expires", current.expires())
                .log(
                        now.isBefore(current.expires())
                                ? "certificate of lanes expires soon"
                                : "certificate of lanes has expired, other relays refuse lanes");
    }
}
