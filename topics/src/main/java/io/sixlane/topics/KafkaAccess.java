package io.sixlane.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;

/**
 * How a program reaches Kafka, and whom it believes there.
 *
 * @param bootstrapServers {@code host:port,host:port}
 * @param settingsFile settings of a client in Kafka's own format, as its tools take them with
 *     {@code --command-config}: protocol, mechanism, password, authority. Empty, or the name of a
 *     file that does not exist, where the broker asks for none
 * @param signingKeyFile the key with which the program signs records; empty to sign none
 * @param signersFolder the public keys of those whose records it believes; empty to believe all
 * @param topics the size of topics that it creates; null to leave that to the brokers there are
 */
public record KafkaAccess(
        String bootstrapServers,
        String settingsFile,
        String signingKeyFile,
        String signersFolder,
        @Nullable TopicSize topics) {
    /**
     * How long a client waits for one broker, in milliseconds: half of what its calls may take, so
     * that they reach another one. A frozen broker takes connections, and answers nothing.
     */
    public static final int ONE_ANSWER_MILLIS = 2_500;

    public KafkaAccess {
        topics = Objects.requireNonNullElse(topics, TopicSize.BY_BROKERS);
    }

    /** Without signatures. */
    public static KafkaAccess of(String bootstrapServers, String settingsFile) {
        return new KafkaAccess(bootstrapServers, settingsFile, "", "", null);
    }

    /** The same place, for topics with these numbers; 0 leaves one to the brokers. */
    public KafkaAccess sized(int partitions, int replicas, int inSync) {
        return sized(new TopicSize(partitions, replicas, inSync));
    }

    KafkaAccess sized(TopicSize size) {
        return new KafkaAccess(bootstrapServers, settingsFile, signingKeyFile, signersFolder, size);
    }

    /** The size of topics that this program creates. */
    TopicSize size() {
        return Objects.requireNonNull(topics);
    }

    /** The same place, with signatures. */
    public KafkaAccess signed(String keyFile, String folder) {
        return new KafkaAccess(bootstrapServers, settingsFile, keyFile, folder, topics);
    }

    /** Signs what the program writes. */
    public RecordSigner signer() {
        return RecordSigner.of(signingKeyFile);
    }

    /** Checks what it reads. */
    public KnownSigners signers() {
        return KnownSigners.in(signersFolder);
    }

    /** Reads the file: a client that is opened later uses a password that was changed meanwhile. */
    public Map<String, Object> settings() {
        var settings = new HashMap<String, Object>(read(settingsFile));
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return settings;
    }

    /** The settings and those of one client. */
    public Map<String, Object> settings(Map<String, ?> client) {
        var settings = settings();
        settings.putAll(client);
        return settings;
    }

    /**
     * Makes this process format without a locale. Clients and brokers format the numbers of a login
     * in the locale of the process, and the other side refuses digits that are not ASCII.
     */
    public static void formatWithoutLocale() {
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    }

    /** Every client begins here. */
    static Map<String, String> read(String file) {
        formatWithoutLocale();
        var properties = new Properties();
        if (!file.isEmpty() && Files.exists(Path.of(file))) {
            try (var reader = Files.newBufferedReader(Path.of(file), UTF_8)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be read", e);
            }
        }
        var settings = new HashMap<String, String>();
        properties.stringPropertyNames().forEach(k -> settings.put(k, properties.getProperty(k)));
        return settings;
    }
}
