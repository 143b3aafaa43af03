package io.sixlane.relay.lane.security;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts certificates of the fleet's authorities that name a relay. A server that has checked a
 * client makes its session unfit for resumption, so that it issues no tickets and each lane proves
 * both identities.
 */
final class FleetTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager authorities;

    FleetTrust(X509ExtendedTrustManager authorities) {
        this.authorities = authorities;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        authorities.checkClientTrusted(chain, type, engine);
        requireName(chain);
        engine.getHandshakeSession().invalidate();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        authorities.checkServerTrusted(chain, type, engine);
        requireName(chain);
    }

    private static void requireName(X509Certificate[] chain) throws CertificateException {
        if (RelayName.of(chain[0]).isEmpty()) {
            throw new CertificateException(
                    "the certificate of %s names no relay"
                            .formatted(chain[0].getSubjectX500Principal()));
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        throw new CertificateException("lanes use engines");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        throw new CertificateException("lanes use engines");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        throw new CertificateException("lanes use engines");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        throw new CertificateException("lanes use engines");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.getAcceptedIssuers();
    }
}
