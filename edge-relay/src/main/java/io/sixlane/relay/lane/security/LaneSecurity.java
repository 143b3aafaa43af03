package io.sixlane.relay.lane.security;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Begins lanes of one relay, as the side that connects or accepts. Safe for several threads. */
public final class LaneSecurity {
    /** Lanes of peers that have not proven who they are, at once. */
    public static final int MOST_UNPROVEN = 256;

    private final LaneCertificates certificates;
    private final LaneEncryption encryption;
    private final UUID run;
    private final PeerCheck check;
    private final SecureRandom random = new SecureRandom();
    private final AtomicInteger unproven = new AtomicInteger();

    /**
     * @param run of this process
     * @param check asked about every relay, whichever side connects
     */
    public LaneSecurity(
            LaneCertificates certificates, LaneEncryption encryption, UUID run, PeerCheck check) {
        this.certificates = certificates;
        this.encryption = encryption;
        this.run = run;
        this.check = check;
    }

    /**
     * The side that connects.
     *
     * @param wanted the relay that must answer
     * @param nanos now, as later in {@link LaneCrypto#isLate}
     */
    public LaneCrypto connecting(RelayName wanted, long nanos) throws LaneRefusedException {
        return begun(true, wanted, nanos, () -> {});
    }

    /**
     * The side that accepts; empty if too many lanes are unproven already, and the connection must
     * be closed.
     *
     * @param nanos now, as later in {@link LaneCrypto#isLate}
     */
    public Optional<LaneCrypto> accepting(long nanos) throws LaneRefusedException {
        if (unproven.incrementAndGet() > MOST_UNPROVEN) {
            unproven.decrementAndGet();
            return Optional.empty();
        }
        return Optional.of(begun(false, null, nanos, unproven::decrementAndGet));
    }

    /** For a gauge. */
    public int unproven() {
        return unproven.get();
    }

    private LaneCrypto begun(
            boolean connects, @Nullable RelayName wanted, long nanos, Runnable released)
            throws LaneRefusedException {
        var key = new byte[ProbeKey.LENGTH];
        random.nextBytes(key);
        var hello = new Hello(encryption, certificates.relay(), run, new ProbeKey(key));
        var lane =
                new LaneCrypto(
                        certificates.current().engine(connects),
                        new Greeting(hello, wanted, check),
                        nanos,
                        released);
        lane.begin();
        return lane;
    }
}
