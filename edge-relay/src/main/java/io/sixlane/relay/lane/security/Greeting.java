package io.sixlane.relay.lane.security;

import io.sixlane.relay.lane.security.LaneRefusedException.Cause;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Decides whether to greet a peer whose identity TLS has proven, and checks its greeting. */
final class Greeting {
    private final Hello own;
    private final @Nullable RelayName wanted;
    private final PeerCheck check;
    private @Nullable RelayName proven;
    private String fingerprint = "";

    /**
     * @param wanted the relay that must answer; null for the side that accepts
     */
    Greeting(Hello own, @Nullable RelayName wanted, PeerCheck check) {
        this.own = own;
        this.wanted = wanted;
        this.check = check;
    }

    Hello own() {
        return own;
    }

    /**
     * The greeting for the peer.
     *
     * @param engine after its handshake
     */
    ByteBuffer to(SSLEngine engine) throws LaneRefusedException {
        if (!LaneCredentials.PROTOCOL.equals(engine.getApplicationProtocol())) {
            throw new LaneRefusedException(Cause.HELLO, "the peer does not offer slb/1");
        }
        var certificate = certificate(engine);
        var name =
                RelayName.of(certificate)
                        .orElseThrow(
                                () ->
                                        new LaneRefusedException(
                                                Cause.CERTIFICATE,
                                                "the peer's certificate names no relay"));
        if (wanted != null && !wanted.equals(name)) {
            throw new LaneRefusedException(
                    Cause.IDENTITY, "%s answered, not %s".formatted(name, wanted));
        }
        try {
            fingerprint = LaneCredentials.fingerprint(certificate);
        } catch (GeneralSecurityException e) {
            throw new LaneRefusedException(Cause.CERTIFICATE, TlsFailures.text(e), e);
        }
        var refusal = check.refusal(name, fingerprint);
        if (refusal.isPresent()) {
            throw new LaneRefusedException(Cause.NOT_ADMITTED, name + " " + refusal.get());
        }
        proven = name;
        return own.encode();
    }

    private static X509Certificate certificate(SSLEngine engine) throws LaneRefusedException {
        try {
            if (engine.getSession().getPeerCertificates()[0] instanceof X509Certificate one) {
                return one;
            }
        } catch (SSLPeerUnverifiedException e) {
            throw new LaneRefusedException(Cause.CERTIFICATE, "the peer has no certificate", e);
        }
        throw new LaneRefusedException(Cause.CERTIFICATE, "the peer's certificate is no X.509");
    }

    /**
     * @param plain the first application data of the peer
     */
    ProvenPeer answered(ByteBuffer plain) throws LaneRefusedException {
        if (proven == null) {
            throw new LaneRefusedException(Cause.HELLO, "the peer greets before its proof");
        }
        var hello = Hello.decode(plain);
        if (!hello.relay().equals(proven)) {
            throw new LaneRefusedException(
                    Cause.IDENTITY, "%s greets as %s".formatted(proven, hello.relay()));
        }
        if (hello.encryption() != own.encryption()) {
            throw new LaneRefusedException(
                    Cause.HELLO,
                    "%s encrypts lanes by %s and this relay by %s: set SIXLANE_LANE_ENCRYPTION alike"
                            .formatted(proven, hello.encryption(), own.encryption()));
        }
        return new ProvenPeer(
                proven, hello.run(), fingerprint, hello.kernelTls(), hello.probeKey());
    }
}
