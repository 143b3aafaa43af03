package io.sixlane.fleet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sixlane.files.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The passwords of an installation: a folder for each service, which reads its own alone. Each file
 * is readable by its owner alone and is made when it is first asked for.
 */
public record Secrets(Path folder) {
    /** The user that owns the database cluster. */
    public static final String DATABASE_OWNER = "postgres";

    private static final String DATABASE_PASSWORD = "postgres-password";
    private static final String BUS_PASSWORD = "kafka-password";
    private static final String BUS_SETTINGS = "kafka.properties";

    private static final int BYTES = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    /** What {@code SIXLANE_SECRETS_FOLDER} of this service names. */
    public Path of(String service) {
        return folder.resolve(service);
    }

    /** The password of this service, or of {@link #DATABASE_OWNER}, for its role in PostgreSQL. */
    public String databasePassword(String service) {
        return password(databasePasswordFile(service));
    }

    /** Where {@link #databasePassword} is, which need not exist. */
    public Path databasePasswordFile(String service) {
        return of(service).resolve(DATABASE_PASSWORD);
    }

    /** The password of this service or relay at Kafka. */
    public String busPassword(String principal) {
        return password(of(principal).resolve(BUS_PASSWORD));
    }

    /** Makes the password the one that it is elsewhere. */
    void copyBusPassword(String principal, Secrets from) {
        var file = of(principal).resolve(BUS_PASSWORD);
        try {
            WholeFile.replaceSecret(file, from.busPassword(principal).getBytes(US_ASCII));
        } catch (IOException e) {
            throw new FleetException("%s cannot be written: %s.".formatted(file, e), e);
        }
    }

    /** The settings of this principal's Kafka clients, in Kafka's own format. */
    public Path busSettings(String principal) {
        return of(principal).resolve(BUS_SETTINGS);
    }

    /**
     * Writes {@link #busSettings}, with the password and all else that a client needs to know.
     *
     * @param authority the certificate that clients trust, where the broker encrypts
     */
    public void writeBusSettings(String principal, Optional<Path> authority) {
        try {
            var trusted =
                    authority.isPresent()
                            ? Optional.of(Files.readString(authority.get(), US_ASCII))
                            : Optional.<String>empty();
            WholeFile.replaceSecret(
                    busSettings(principal),
                    busSettings(principal, busPassword(principal), trusted).getBytes(US_ASCII));
        } catch (IOException e) {
            throw new FleetException(
                    "%s cannot be written: %s.".formatted(busSettings(principal), e), e);
        }
    }

    /**
     * The content of {@link #busSettings(String)}.
     *
     * @param authority PEM of the certificate that the client trusts, where the broker encrypts
     */
    public static String busSettings(
            String principal, String password, Optional<String> authority) {
        var lines = new StringBuilder("# For --command-config of Kafka's tools, too.\n");
        lines.append("security.protocol=")
                .append(authority.isPresent() ? "SASL_SSL" : "SASL_PLAINTEXT")
                .append("\nsasl.mechanism=SCRAM-SHA-512\nsasl.jaas.config=")
                .append(
                        "org.apache.kafka.common.security.scram.ScramLoginModule required"
                                + " username=\"")
                .append(principal)
                .append("\" password=\"")
                .append(password)
                .append("\";\n");
        authority.ifPresent(
                pem ->
                        lines.append("ssl.truststore.type=PEM\nssl.truststore.certificates=")
                                .append(pem.strip().replace("\n", "\\n"))
                                .append('\n'));
        return lines.toString();
    }

    /** 256 bits, in 43 characters that need no quotes anywhere. */
    public static String randomPassword() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Makes the missing passwords of these services, and of {@link #DATABASE_OWNER}. */
    void prepareDatabases(Iterable<String> services) {
        var _ = databasePassword(DATABASE_OWNER);
        for (var service : services) {
            var _ = databasePassword(service);
        }
    }

    private static String password(Path file) {
        try {
            return read(file);
        } catch (NoSuchFileException _) {
            return create(file);
        } catch (IOException e) {
            throw new FleetException("%s cannot be read: %s.".formatted(file, e), e);
        }
    }

    /** Two processes that create one at once both return the one that is kept. */
    private static String create(Path file) {
        var password = randomPassword();
        try {
            WholeFile.createUnlessThere(file, password);
            return password(file);
        } catch (IOException e) {
            throw new FleetException("%s cannot be written: %s.".formatted(file, e), e);
        }
    }

    private static String read(Path file) throws IOException {
        var password = Files.readString(file, US_ASCII).strip();
        if (password.isEmpty()) {
            throw new FleetException("%s is empty.".formatted(file));
        }
        return password;
    }
}
