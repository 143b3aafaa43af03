package io.sixlane.platform;

import java.io.Closeable;
import java.util.Optional;
import javax.sql.DataSource;

/** The server behind {@link EmbeddedPostgres}. */
interface DatabaseServer extends Closeable {
    int port();

    /** Connections of the superuser to the database that every server has. */
    DataSource owner();

    /** Empty when it has ended, or is a process of another machine or container. */
    Optional<ProcessHandle> process();
}
