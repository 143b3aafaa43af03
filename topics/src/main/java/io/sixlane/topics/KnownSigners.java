package io.sixlane.topics;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys of those who sign records, in a folder: {@code NAME.pem} for each service and
 * relay. A file that is added, replaced or deleted counts within ten seconds. Thread-safe.
 *
 * <p>Bouncy Castle checks a signature in a quarter of the JDK's time, and a relay with an empty
 * disk checks one for each accelerator.
 *
 * <p>A record that its signer did not sign is counted, and logged once for each signer.
 */
public final class KnownSigners {
    /** Records that their signers did not sign. */
    public static final String METER = "sixlane.records.unsigned";

    /** The signer of images. */
    public static final String CONTROL_PLANE = "provisioning";

    private static final Logger log = LoggerFactory.getLogger(KnownSigners.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final Duration KEPT = Duration.ofSeconds(10);

    /** Bounds what strangers' names cost; beyond it everything is read again. */
    private static final int MOST = 10_000;

    private final String folder;
    private final Map<String, Found> keys = new ConcurrentHashMap<>();
    private final Set<String> logged = ConcurrentHashMap.newKeySet();
    private final LongAdder refused = new LongAdder();

    private record Found(Optional<Ed25519PublicKeyParameters> key, long readNanos) {}

    private static final Map<String, KnownSigners> IN_FOLDERS = new ConcurrentHashMap<>();

    private KnownSigners(String folder) {
        this.folder = folder;
    }

    /**
     * One for each folder in this process: its readers share what they know and count together.
     *
     * @param folder empty to accept every record
     */
    static KnownSigners in(String folder) {
        return IN_FOLDERS.computeIfAbsent(folder, KnownSigners::of);
    }

    private static KnownSigners of(String folder) {
        if (folder.isEmpty()) {
            log.warn("signatures of records are not checked: SIXLANE_SIGNERS_FOLDER is not set");
        }
        return new KnownSigners(folder);
    }

    /** Records that were not signed by their signers. */
    public long refused() {
        return refused.sum();
    }

    /** Whether {@code signer} signed the record, which is no tombstone. */
    public boolean signed(String signer, ConsumerRecord<byte[], byte[]> record) {
        return signed(signer, record.topic(), record.key(), record.value(), record.headers());
    }

    /** Whether {@code signer} signed the record with this content. */
    public boolean signed(
            String signer, String topic, byte @Nullable [] key, byte[] value, Headers headers) {
        if (folder.isEmpty() || verifies(signer, topic, key, value, headers)) {
            return true;
        }
        refused.increment();
        if (logged.size() < MOST && logged.add(topic + ' ' + signer)) {
            log.atError()
                    .addKeyValue("topic", topic)
                    .addKeyValue("signer", signer)
                    .log("record not signed by its signer, ignored");
        }
        return false;
    }

    private boolean verifies(
            String signer, String topic, byte @Nullable [] key, byte[] value, Headers headers) {
        var header = headers.lastHeader(RecordSigner.HEADER);
        var known = header == null ? Optional.<Ed25519PublicKeyParameters>empty() : key(signer);
        if (header == null || known.isEmpty() || key == null) {
            return false;
        }
        var covered = SignedBytes.of(topic, key, value);
        var check = new Ed25519Signer();
        check.init(false, known.get());
        check.update(covered, 0, covered.length);
        return check.verifySignature(header.value());
    }

    private Optional<Ed25519PublicKeyParameters> key(String signer) {
        var held = keys.get(signer);
        if (held != null && System.nanoTime() - held.readNanos() < KEPT.toNanos()) {
            return held.key();
        }
        if (keys.size() >= MOST) {
            keys.clear();
        }
        var read = new Found(read(signer), System.nanoTime());
        keys.put(signer, read);
        return read.key();
    }

    private Optional<Ed25519PublicKeyParameters> read(String signer) {
        if (!NAME.matcher(signer).matches()) {
            return Optional.empty();
        }
        var file = Path.of(folder, signer + ".pem");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            var pem = SignedBytes.pem(Files.readString(file, US_ASCII), "PUBLIC KEY", file);
            return PublicKeyFactory.createKey(pem) instanceof Ed25519PublicKeyParameters key
                    ? Optional.of(key)
                    : Optional.empty();
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            log.atError().addKeyValue("file", file).setCause(e).log("key of a signer unreadable");
            return Optional.empty();
        }
    }
}
