package io.sixlane.fleet;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The certificate authority of one fleet (CA): the holder of its key can pose as any relay of the
 * fleet. Keys are ECDSA P-256.
 */
public final class FleetAuthority {
    static final Duration OWN_LIFE = Duration.ofDays(3650);
    static final Duration RELAY_LIFE = Duration.ofDays(365);

    /** Tolerates clocks that are behind. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    private static final int SERIAL_BITS = 127;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final X509Certificate certificate;
    private final PrivateKey key;
    private final InstantSource clock;

    private FleetAuthority(X509Certificate certificate, PrivateKey key, InstantSource clock) {
        this.certificate = certificate;
        this.key = key;
        this.clock = clock;
    }

    /**
     * Creates {@code certificate.pem} and {@code key.pem}.
     *
     * @throws FleetException if one of them exists
     */
    public static FleetAuthority create(Path folder, InstantSource clock) {
        var files = CertificateFiles.in(folder);
        for (var file : new Path[] {files.key(), files.certificate()}) {
            if (Files.exists(file)) {
                throw new FleetException(
                        "%s exists, and an authority is never replaced.".formatted(file));
            }
        }
        return createWithKey(files, clock);
    }

    /** Creates the authority unless its key exists. */
    static FleetAuthority in(Path folder, InstantSource clock) {
        var files = CertificateFiles.in(folder);
        return files.exist() ? load(folder, clock) : createWithKey(files, clock);
    }

    /**
     * Loads the authority that {@link #create} made.
     *
     * @throws FleetException if it cannot be read
     */
    public static FleetAuthority load(Path folder, InstantSource clock) {
        var files = CertificateFiles.in(folder);
        return new FleetAuthority(
                Pem.certificate(files.certificate()), Pem.key(files.key()), clock);
    }

    private static FleetAuthority createWithKey(CertificateFiles files, InstantSource clock) {
        var keys = newKeys();
        var name = new X500Name("CN=Sixlane fleet " + HexFormat.of().toHexDigits(RANDOM.nextInt()));
        var now = clock.instant();
        try {
            var draft = draft(name, name, now, now.plus(OWN_LIFE), keys.getPublic());
            draft.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            draft.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            var certificate = sign(draft, keys.getPrivate());
            Pem.write(certificate, files.certificate());
            Pem.write(keys.getPrivate(), files.key());
            return new FleetAuthority(certificate, keys.getPrivate(), clock);
        } catch (CertIOException | GeneralSecurityException | OperatorCreationException e) {
            throw new FleetException("No authority can be made: %s.".formatted(e), e);
        }
    }

    /**
     * Creates the key and the certificate of a relay, valid for a year.
     *
     * @throws FleetException if the folder has a key
     */
    public CertificateFiles issue(RelayIdentity relay, Path folder) {
        return issue(Subject.of(relay), folder);
    }

    CertificateFiles issue(Subject subject, Path folder) {
        var files = CertificateFiles.in(folder);
        if (files.exist()) {
            throw new FleetException(
                    "%s exists, and a key is never replaced.".formatted(files.key()));
        }
        var keys = newKeys();
        certify(subject, keys.getPublic(), files);
        Pem.write(keys.getPrivate(), files.key());
        return files;
    }

    /** Replaces the certificate of a relay and leaves its key. */
    public CertificateFiles renew(RelayIdentity relay, Path folder) {
        return renew(Subject.of(relay), folder);
    }

    CertificateFiles renew(Subject subject, Path folder) {
        var files = CertificateFiles.in(folder);
        if (!files.exist()) {
            throw new FleetException(
                    "%s does not exist: there is nothing to renew.".formatted(files.key()));
        }
        certify(subject, Pem.certificate(files.certificate()).getPublicKey(), files);
        return files;
    }

    /** Whether the certificate is this authority's and valid for {@code time}. */
    boolean covers(X509Certificate one, Duration time) {
        try {
            one.verify(certificate.getPublicKey());
        } catch (GeneralSecurityException _) {
            return false;
        }
        return clock.instant().plus(time).isBefore(one.getNotAfter().toInstant());
    }

    /**
     * Certifies the key of a relay, valid for a year.
     *
     * @param publicKey X.509 of an ECDSA P-256 key, whose private key stays with the relay
     * @return PEM
     * @throws FleetException if it is no such key
     */
    public String certify(RelayIdentity relay, byte[] publicKey) {
        return Pem.text(certified(Subject.of(relay), RelayKey.lane(publicKey)));
    }

    /** The certificate of this authority, PEM. */
    public String certificate() {
        return Pem.text(certificate);
    }

    private void certify(Subject subject, PublicKey publicKey, CertificateFiles files) {
        var signed = certified(subject, publicKey);
        Pem.write(certificate, files.authority());
        Pem.write(signed, files.certificate());
    }

    private X509Certificate certified(Subject subject, PublicKey publicKey) {
        var now = clock.instant();
        var issuer = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        try {
            var draft =
                    draft(
                            issuer,
                            new X500Name("CN=" + subject.name()),
                            now,
                            now.plus(RELAY_LIFE),
                            publicKey);
            draft.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            draft.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            draft.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(
                            new KeyPurposeId[] {
                                KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                            }));
            draft.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate));
            draft.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(subject.alternativeName()));
            return sign(draft, key);
        } catch (CertIOException | GeneralSecurityException | OperatorCreationException e) {
            throw new FleetException(
                    "No certificate of %s can be made: %s.".formatted(subject.name(), e), e);
        }
    }

    private static X509v3CertificateBuilder draft(
            X500Name issuer, X500Name subject, Instant now, Instant end, PublicKey publicKey)
            throws CertIOException, GeneralSecurityException {
        var draft =
                new JcaX509v3CertificateBuilder(
                        issuer,
                        new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS - 1),
                        Date.from(now.minus(BACKDATED)),
                        Date.from(end),
                        subject,
                        publicKey);
        draft.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(publicKey));
        return draft;
    }

    private static X509Certificate sign(X509v3CertificateBuilder draft, PrivateKey key)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(
                        draft.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    }

    private static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance(Pem.ALGORITHM);
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new FleetException("No key can be made: %s.".formatted(e), e);
        }
    }
}
