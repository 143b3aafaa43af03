package io.sixlane.audit.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A file of one JSON message a line, as {@code audit export} writes it. */
public final class FileSource implements MessageSource {
    private final Path file;
    private final BufferedReader reader;
    private final long bytes;

    private FileSource(Path file, BufferedReader reader, long bytes) {
        this.file = file;
        this.reader = reader;
        this.bytes = bytes;
    }

    /**
     * @throws SourceException if it cannot be opened
     */
    public static FileSource open(Path file) {
        try {
            return new FileSource(file, Files.newBufferedReader(file, UTF_8), Files.size(file));
        } catch (IOException e) {
            throw new SourceException("Cannot open %s: %s.".formatted(file, e), e);
        }
    }

    @Override
    public String name() {
        return "file " + file;
    }

    @Override
    public String positionWord() {
        return "line";
    }

    /** The first line is 1; empty lines count but are no messages. */
    @Override
    public long read(Consumer<RawMessage> sink, Progress progress) {
        var line = 0L;
        var done = 0L;
        try {
            for (var text = reader.readLine(); text != null; text = reader.readLine()) {
                line++;
                var json = text.getBytes(UTF_8);
                done += json.length + 1;
                if (json.length > 0) {
                    sink.accept(new RawMessage(0, line, null, 0, json));
                }
                if ((line & 1023) == 0) {
                    progress.at(done, bytes);
                }
            }
        } catch (IOException e) {
            throw new SourceException(
                    "Cannot read line %s of %s: %s.".formatted(line + 1, file, e), e);
        }
        progress.at(bytes, bytes);
        return 0;
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new SourceException("Cannot close %s: %s.".formatted(file, e), e);
        }
    }
}
