package io.sixlane.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * How a program reaches Kafka, and whom it believes there.
 *
 * @param bootstrapServers {@code host:port,host:port}
 * @param settingsFile settings of a client in Kafka's own format, as its tools take them with
 *     {@code --command-config}: protocol, mechanism, password, authority. Empty, or the name of a
 *     file that does not exist, where the broker asks for none
 * @param signingKeyFile the key with which the program signs records; empty to sign none
 * @param signersFolder the public keys of those whose records it believes; empty to believe all
 */
public record KafkaAccess(
        String bootstrapServers, String settingsFile, String signingKeyFile, String signersFolder) {
    /** Without signatures. */
    public static KafkaAccess of(String bootstrapServers, String settingsFile) {
        return new KafkaAccess(bootstrapServers, settingsFile, "", "");
    }

    /** The same place, with signatures. */
    public KafkaAccess signed(String keyFile, String folder) {
        return new KafkaAccess(bootstrapServers, settingsFile, keyFile, folder);
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
     * Makes this process format without a locale. Clients and brokers format the numbers of a
     * login, and Kafka Streams its names, in the locale of the process, and the other side refuses
     * digits that are not ASCII.
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
