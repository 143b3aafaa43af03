package io.sixlane.relay.endpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The content of a file that may change while the relay runs. One thread looks for changes, any
 * thread reads.
 */
final class WatchedFile<T> implements Supplier<T> {
    private static final Logger log = LoggerFactory.getLogger(WatchedFile.class);

    private final Path path;
    private final Parser<T> parser;
    private final T missing;
    private volatile T content;
    private @Nullable Version version;

    private record Version(FileTime modified, long size, @Nullable Object file) {}

    @FunctionalInterface
    interface Parser<T> {
        T parse(Path path) throws IOException;
    }

    /** Reads the file at once. */
    WatchedFile(Path path, Parser<T> parser, T missing) {
        this.path = path;
        this.parser = parser;
        this.missing = missing;
        this.content = missing;
        look();
    }

    @Override
    public T get() {
        return content;
    }

    /** Reads the file again if it is another one than before. */
    void look() {
        if (!Files.exists(path)) {
            content = missing;
            version = null;
            return;
        }
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            var now =
                    new Version(
                            attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
            if (!now.equals(version)) {
                version = now; // a file that cannot be read is logged once
                content = parser.parse(path);
            }
        } catch (IOException | RuntimeException e) { // a schedule ends with its first exception
            log.atWarn()
                    .addKeyValue("file", path)
                    .addKeyValue("cause", e.getMessage())
                    .log("file not readable, its last content is kept");
        }
    }
}
