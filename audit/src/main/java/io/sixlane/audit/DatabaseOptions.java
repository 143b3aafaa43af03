package io.sixlane.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.audit.source.EventTableSource.Access;
import io.sixlane.audit.source.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the provisioning database is, for those who have it. */
final class DatabaseOptions {
    @Option(
            names = "--jdbc",
            paramLabel = "URL",
            description =
                    "The provisioning database, jdbc:postgresql://HOST:PORT/provisioning; without"
                            + " it no table is read.")
    private @Nullable String jdbc;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "The role in the database (default: ${DEFAULT-VALUE}).",
            defaultValue = "${SIXLANE_POSTGRES_USER:-provisioning}")
    private String user = "";

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "The password of the role (default: ${DEFAULT-VALUE}).",
            defaultValue =
                    "${SIXLANE_SECRETS_FOLDER:-.sixlane/secrets/provisioning}/postgres-password")
    private Path passwordFile = Path.of("");

    /** Null when no database was named. */
    @Nullable Access access() {
        var url = jdbc;
        return url == null ? null : new Access(url, user, password());
    }

    private String password() {
        try {
            return Files.readString(passwordFile, UTF_8).strip();
        } catch (IOException e) {
            throw new SourceException(
                    "%s, the password of the database, cannot be read: %s"
                            .formatted(passwordFile, e),
                    e);
        }
    }
}
