package io.sixlane.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * Copies the cluster of a server that runs, as {@code pg_basebackup} does, which the embedded
 * binaries lack (source: PostgreSQL documentation, 25.3.3, Making a Base Backup Using the Low Level
 * API).
 */
final class BaseBackup {
    /** A standby must not find these; their folders are made by the server, or here. */
    private static final Set<String> LEFT_OUT =
            Set.of(
                    "postmaster.pid",
                    "postmaster.opts",
                    "epg-lock",
                    "pg_wal",
                    "pg_replslot",
                    "pg_dynshmem",
                    "pg_notify",
                    "pg_serial",
                    "pg_snapshots",
                    "pg_stat_tmp",
                    "pg_subtrans");

    private static final String SLOT = "standby";

    private BaseBackup() {}

    /**
     * @param connection of the superuser; keeps the log of the server for the standby from then on
     * @param to a new folder, of a standby that follows the server
     * @param address of the server as PostgreSQL's clients take it, with the password
     */
    static void take(Connection connection, Path from, Path to, String address)
            throws IOException, SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(
                    """
                    select pg_create_physical_replication_slot('%1$s', true)
                     where not exists
                           (select 1 from pg_replication_slots where slot_name = '%1$s')
                    """
                            .formatted(SLOT));
            statement.execute("select pg_backup_start('standby', true)");
            copy(from, to);
            Files.writeString(to.resolve("backup_label"), label(statement), UTF_8);
        }
        Files.createDirectories(to.resolve("pg_wal/archive_status"));
        for (var folder : LEFT_OUT) {
            if (folder.startsWith("pg_")) {
                Files.createDirectories(to.resolve(folder));
            }
        }
        Files.writeString(
                to.resolve("postgresql.auto.conf"),
                """
                primary_conninfo = '%s'
                primary_slot_name = '%s'
                """
                        .formatted(address, SLOT),
                UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        Files.createFile(to.resolve("standby.signal"));
    }

    private static String label(Statement statement) throws SQLException {
        try (var rows = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Files that vanish or change meanwhile are repaired from the log of the server. */
    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(
                to,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.walkFileTree(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) throws IOException {
                        var inside = from.relativize(folder);
                        if (LEFT_OUT.contains(inside.toString())) {
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        Files.createDirectories(to.resolve(inside.toString()));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        var inside = from.relativize(file);
                        if (!LEFT_OUT.contains(inside.toString())) {
                            try {
                                Files.copy(
                                        file,
                                        to.resolve(inside.toString()),
                                        StandardCopyOption.COPY_ATTRIBUTES);
                            } catch (NoSuchFileException _) {
                                return FileVisitResult.CONTINUE; // dropped meanwhile
                            }
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e)
                            throws IOException {
                        if (e instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw e;
                    }
                });
    }
}
