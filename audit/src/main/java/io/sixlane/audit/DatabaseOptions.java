package io.sixlane.audit;

import io.sixlane.audit.source.EventTableSource.Access;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Visibility;
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
            description = "The user of the database (default: ${DEFAULT-VALUE}).",
            defaultValue = "${SIXLANE_POSTGRES_USER:-postgres}")
    private String user = "";

    @Option(
            names = "--password",
            paramLabel = "WORD",
            description =
                    "The password of the database (default: SIXLANE_POSTGRES_PASSWORD, or"
                            + " postgres).",
            showDefaultValue = Visibility.NEVER,
            defaultValue = "${SIXLANE_POSTGRES_PASSWORD:-postgres}")
    private String password = "";

    /** Null when none was named. */
    @Nullable Access access() {
        var url = jdbc;
        return url == null ? null : new Access(url, user, password);
    }
}
