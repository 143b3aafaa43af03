package io.sixlane.topics;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys of those who sign records, in a folder: {@code NAME.pem} for each service and
 * relay. A file that is added, replaced or deleted counts within ten seconds. Relays that joined
 * have no file: their keys come from the fleet's topic, and count at once. Thread-safe.
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

    private final List<Source> sources = new CopyOnWriteArrayList<>();

    /** Where else keys are. */
    interface Source {
        /** The base64 of the X.509 form of an Ed25519 key. */
        Optional<String> keyOf(String signer);
    }

    private record Found(Optional<SignerKey> key, long readNanos) {}

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

    void learnFrom(Source source) {
        sources.add(source);
    }

    void forget(Source source) {
        sources.remove(source);
    }

    /** Records that were not signed by their signers. */
    public long refused() {
        return refused.sum();
    }

    /** As the other, for a reader that decodes keys. */
    public boolean signedText(String signer, ConsumerRecord<String, byte[]> record) {
        return signed(
                signer,
                record.topic(),
                record.key() == null ? null : record.key().getBytes(UTF_8),
                record.value(),
                record.headers());
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
        var known = header == null ? Optional.<SignerKey>empty() : find(signer);
        if (header == null || known.isEmpty() || key == null) {
            return false;
        }
        return known.get().signed(SignedBytes.of(topic, key, value), header.value());
    }

    private Optional<SignerKey> find(String signer) {
        var filed = key(signer);
        return filed.isPresent() || signer.equals(CONTROL_PLANE) ? filed : joined(signer);
    }

    private Optional<SignerKey> joined(String signer) {
        return sources.stream()
                .flatMap(source -> source.keyOf(signer).stream())
                .findFirst()
                .flatMap(KnownSigners::decode);
    }

    private static Optional<SignerKey> decode(String base64) {
        try {
            return SignerKey.of(Base64.getDecoder().decode(base64));
        } catch (IOException | IllegalArgumentException e) {
            log.atError().setCause(e).log("key of a relay unreadable");
            return Optional.empty();
        }
    }

    private Optional<SignerKey> key(String signer) {
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

    private Optional<SignerKey> read(String signer) {
        if (!NAME.matcher(signer).matches()) {
            return Optional.empty();
        }
        var file = Path.of(folder, signer + ".pem");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return SignerKey.of(
                    SignedBytes.pem(Files.readString(file, US_ASCII), "PUBLIC KEY", file));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            log.atError().addKeyValue("file", file).setCause(e).log("key of a signer unreadable");
            return Optional.empty();
        }
    }
}
