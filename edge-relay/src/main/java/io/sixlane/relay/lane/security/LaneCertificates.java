package io.sixlane.relay.lane.security;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that new lanes prove this relay's identity with. Follows its files: those that
 * cannot be used are logged, and the last usable certificate stays. Without one there are no lanes,
 * and the relay forwards directly.
 */
public final class LaneCertificates {
    /** The coming expiry of the certificate is logged once a day for this long. */
    static final Duration NOTICE = Duration.ofDays(14);

    private static final Duration NOTICE_EVERY = Duration.ofDays(1);
    private static final Logger log = LoggerFactory.getLogger(LaneCertificates.class);

    private final LaneFiles files;
    private final RelayName relay;
    private final InstantSource clock;
    private volatile @Nullable LaneCredentials current;
    private @Nullable PemFiles used;
    private String refused = "";
    private @Nullable Instant noticed;

    public LaneCertificates(LaneFiles files, RelayName relay, InstantSource clock) {
        this.files = files;
        this.relay = relay;
        this.clock = clock;
        var _ = refresh();
    }

    Optional<LaneCredentials> current() {
        return Optional.ofNullable(current);
    }

    RelayName relay() {
        return relay;
    }

    /** SHA-256 of this relay's certificate, lower-case hexadecimal. */
    public Optional<String> fingerprint() {
        return current().map(LaneCredentials::fingerprint);
    }

    public Optional<Instant> expires() {
        return current().map(LaneCredentials::expires);
    }

    /**
     * Reads the files again, which the caller repeats every few seconds. Returns whether another
     * certificate is in use.
     */
    public synchronized boolean refresh() {
        var changed = false;
        try {
            changed = readAgain();
            refused = "";
        } catch (CredentialsException e) {
            var cause = String.valueOf(e.getMessage());
            if (!refused.equals(cause)) {
                refused = cause;
                log.atError()
                        .addKeyValue("cause", cause)
                        .log(
                                current == null
                                        ? "no certificate of lanes can be used, so there are no"
                                                + " lanes"
                                        : "new certificate of lanes cannot be used, the old one"
                                                + " stays");
            }
        }
        current().ifPresent(this::notice);
        return changed;
    }

    private boolean readAgain() throws CredentialsException {
        var found = PemFiles.read(files);
        if (used != null && found.hasSameBytes(used)) {
            return false;
        }
        var next = LaneCredentials.of(found, relay, clock.instant());
        used = found;
        current = next;
        log.atInfo()
                .addKeyValue("file", files.certificate())
                .addKeyValue("expires", next.expires())
                .log("certificate of lanes read");
        return true;
    }

    private void notice(LaneCredentials credentials) {
        var now = clock.instant();
        if (now.plus(NOTICE).isBefore(credentials.expires())
                || (noticed != null && now.isBefore(noticed.plus(NOTICE_EVERY)))) {
            return;
        }
        noticed = now;
        log.atWarn()
                .addKeyValue("file", files.certificate())
                .addKeyValue("expires", credentials.expires())
                .log(
                        now.isBefore(credentials.expires())
                                ? "certificate of lanes expires soon"
                                : "certificate of lanes has expired, other relays refuse lanes");
    }
}
