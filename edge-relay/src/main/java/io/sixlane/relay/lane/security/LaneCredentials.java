package io.sixlane.relay.lane.security;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The certificate and key of this relay, and the authorities that it trusts.
 *
 * @param fingerprint SHA-256 of this relay's certificate, lower-case hexadecimal
 */
record LaneCredentials(RelayName relay, String fingerprint, Instant expires, SSLContext context) {
    static final String PROTOCOL = "slb/1";

    private static final String ALIAS = "relay";
    private static final String[] SUITES = {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"};
    private static final String[] GROUPS = {"x25519", "secp256r1"};

    /**
     * @throws CredentialsException if a file cannot be read, they do not belong together, or the
     *     certificate is another relay's, expired, or not one of its authorities'
     */
    static LaneCredentials of(PemFiles files, RelayName relay, Instant now)
            throws CredentialsException {
        var chain = files.chain();
        var own = chain.getFirst();
        var file = files.files().certificate();
        var named = RelayName.of(own);
        if (!named.equals(Optional.of(relay))) {
            throw new CredentialsException(
                    "%s is for %s, and this relay is %s"
                            .formatted(
                                    file,
                                    named.map(RelayName::toString).orElse("no relay"),
                                    relay));
        }
        var key = files.privateKey(own.getPublicKey().getAlgorithm());
        requireSameKey(files, key, own);
        var anchors =
                files.authorities().stream()
                        .map(each -> new TrustAnchor(each, null))
                        .collect(Collectors.toUnmodifiableSet());
        requirePath(files, chain, anchors, now);
        try {
            return new LaneCredentials(
                    relay,
                    fingerprint(own),
                    own.getNotAfter().toInstant(),
                    context(key, chain, anchors));
        } catch (GeneralSecurityException e) {
            throw new CredentialsException("%s cannot be used: %s".formatted(file, e), e);
        }
    }

    static String fingerprint(X509Certificate certificate) throws GeneralSecurityException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    }

    /** While files are replaced one after the other, they do not belong together. */
    private static void requireSameKey(PemFiles files, PrivateKey key, X509Certificate own)
            throws CredentialsException {
        try {
            var algorithm =
                    switch (key.getAlgorithm()) {
                        case "EC" -> "SHA256withECDSA";
                        case "RSA" -> "SHA256withRSA";
                        default -> key.getAlgorithm();
                    };
            var signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update((byte) 1);
            var signed = signature.sign();
            signature.initVerify(own.getPublicKey());
            signature.update((byte) 1);
            if (signature.verify(signed)) {
                return;
            }
        } catch (GeneralSecurityException e) {
            throw new CredentialsException(
                    "%s cannot be used: %s".formatted(files.files().key(), e), e);
        }
        throw new CredentialsException(
                "%s is not the key of %s"
                        .formatted(files.files().key(), files.files().certificate()));
    }

    private static void requirePath(
            PemFiles files, List<X509Certificate> chain, Set<TrustAnchor> anchors, Instant now)
            throws CredentialsException {
        try {
            var parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now));
            CertPathValidator.getInstance("PKIX")
                    .validate(
                            CertificateFactory.getInstance("X.509").generateCertPath(chain),
                            parameters);
        } catch (CertPathValidatorException e) {
            throw new CredentialsException(
                    "%s is not valid with the authorities in %s: %s"
                            .formatted(
                                    files.files().certificate(),
                                    files.files().authority(),
                                    e.getMessage()),
                    e);
        } catch (GeneralSecurityException e) {
            throw new CredentialsException(
                    "%s cannot be used: %s".formatted(files.files().authority(), e), e);
        }
    }

    private static SSLContext context(
            PrivateKey key, List<X509Certificate> chain, Set<TrustAnchor> anchors)
            throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLSv1.3");
        context.init(
                keyManagers(key, chain),
                new TrustManager[] {new FleetTrust(trustManager(anchors))},
                null);
        return context;
    }

    private static KeyManager[] keyManagers(PrivateKey key, List<X509Certificate> chain)
            throws GeneralSecurityException {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, key, new char[0], chain.toArray(X509Certificate[]::new));
            var factory = KeyManagerFactory.getInstance("PKIX");
            factory.init(store, new char[0]);
            return factory.getKeyManagers();
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static X509ExtendedTrustManager trustManager(Set<TrustAnchor> anchors)
            throws GeneralSecurityException {
        var parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
        parameters.setRevocationEnabled(false);
        var factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(new CertPathTrustManagerParameters(parameters));
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("no trust manager of X.509"));
    }

    /** An engine without a peer's name, so that it never resumes a session. */
    SSLEngine engine(boolean connects) {
        var engine = context.createSSLEngine();
        engine.setUseClientMode(connects);
        var parameters = engine.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3"});
        parameters.setCipherSuites(SUITES);
        parameters.setNamedGroups(GROUPS);
        parameters.setApplicationProtocols(new String[] {PROTOCOL});
        parameters.setNeedClientAuth(true);
        engine.setSSLParameters(parameters);
        return engine;
    }
}
