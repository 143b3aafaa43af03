package io.sixlane.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Which process of this user may hand out a port: one byte of a file for each, locked until the
 * process ends.
 */
final class PortClaims {
    private static final FileChannel FILE = open();

    private PortClaims() {}

    /** Whether the port is this process's now, or was before. */
    static boolean claim(int port) {
        try {
            return FILE.tryLock(port, 1, false) != null;
        } catch (OverlappingFileLockException _) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileChannel open() {
        var file =
                Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "sixlane-ports-" + System.getProperty("user.name"));
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
