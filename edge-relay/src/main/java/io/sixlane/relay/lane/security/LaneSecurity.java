package io.sixlane.relay.lane.security;

import io.sixlane.relay.lane.security.LaneRefusedException.Cause;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Begins lanes of one relay, as the side that connects or accepts. Safe for several threads. */
public final class LaneSecurity {
    /** Most open lanes whose peers have not proven their identity yet. */
    public static final int MOST_UNPROVEN = 256;

    private final LaneCertificates certificates;
    private final LaneEncryption encryption;
    private final boolean kernelTls;
    private final PlainLanes plainLanes;
    private final UUID run;
    private final PeerCheck check;
    private final SecureRandom random = new SecureRandom();
    private final AtomicInteger unproven = new AtomicInteger();

    /**
     * @param kernelTls whether this host's kernel can take over the records of TLS
     * @param plainLanes judges every peer's address where lanes are plain
     * @param run of this process
     * @param check judges every relay, whichever side connects
     */
    public LaneSecurity(
            LaneCertificates certificates,
            LaneEncryption encryption,
            boolean kernelTls,
            PlainLanes plainLanes,
            UUID run,
            PeerCheck check) {
        this.certificates = certificates;
        this.encryption = encryption;
        this.kernelTls = kernelTls;
        this.plainLanes = plainLanes;
        this.run = run;
        this.check = check;
    }

    /**
     * The side that connects.
     *
     * @param wanted the relay that must answer
     * @param peer its address
     */
    public LaneCrypto connecting(RelayName wanted, InetAddress peer) throws LaneRefusedException {
        requireSecret(peer);
        return begun(true, wanted, () -> {});
    }

    /**
     * The side that accepts; empty if too many lanes are unproven already, and the connection must
     * be closed.
     *
     * @param peer where the connection comes from
     */
    public Optional<LaneCrypto> accepting(InetAddress peer) throws LaneRefusedException {
        requireSecret(peer);
        if (unproven.incrementAndGet() > MOST_UNPROVEN) {
            unproven.decrementAndGet();
            return Optional.empty();
        }
        return Optional.of(begun(false, null, unproven::decrementAndGet));
    }

    private void requireSecret(InetAddress peer) throws LaneRefusedException {
        var refusal =
                encryption == LaneEncryption.NETWORK
                        ? plainLanes.refusal(peer)
                        : Optional.<String>empty();
        if (refusal.isPresent()) {
            throw new LaneRefusedException(Cause.NOT_PRIVATE, "the address " + refusal.get());
        }
    }

    /** The number of unproven lanes, for a gauge. */
    public int unproven() {
        return unproven.get();
    }

    private LaneCrypto begun(boolean connects, @Nullable RelayName wanted, Runnable released)
            throws LaneRefusedException {
        var credentials = certificates.current().orElse(null);
        if (credentials == null) {
            released.run();
            throw new LaneRefusedException(
                    Cause.CERTIFICATE, "this relay has no certificate that can be used");
        }
        var key = new byte[ProbeKey.LENGTH];
        random.nextBytes(key);
        var hello = new Hello(encryption, kernelTls, certificates.relay(), run, new ProbeKey(key));
        var lane =
                new LaneCrypto(
                        credentials.engine(connects), new Greeting(hello, wanted, check), released);
        lane.begin();
        return lane;
    }
}
