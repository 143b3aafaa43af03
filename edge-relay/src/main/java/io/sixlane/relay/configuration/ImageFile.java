package io.sixlane.relay.configuration;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.image.ConfigurationDelta;
import io.sixlane.configuration.image.ConfigurationImage;
import io.sixlane.configuration.json.ConfigurationJson;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A whole image in a file: the SHA-256 of the rest in lower-case hex, a line feed, and a JSON array
 * of records, each on a line of its own so that many can be read at once.
 */
final class ImageFile {
    private static final Logger log = LoggerFactory.getLogger(ImageFile.class);
    private static final int HEADER = Sha256.HEX_LENGTH + 1;
    private static final byte[] FIRST = "[\n".getBytes(US_ASCII);
    private static final byte[] NEXT = ",\n".getBytes(US_ASCII);
    private static final byte[] EMPTY = "[]".getBytes(US_ASCII);
    private static final byte[] LAST = "\n]".getBytes(US_ASCII);

    private final Path path;

    /** The image of a whole file, and the SHA-256 that it begins with. */
    record Content(String sha256, ConfigurationImage image) {}

    ImageFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /**
     * Durable when it returns, but for its name in the folder.
     *
     * @return the SHA-256 that the file begins with
     */
    String write(ConfigurationImage image) throws IOException {
        try (var file =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            file.position(HEADER);
            var digest = Sha256.newDigest();
            var out =
                    new DigestOutputStream(
                            new BufferedOutputStream(Channels.newOutputStream(file), 1 << 16),
                            digest);
            write(image, out);
            out.flush();
            var sha256 = Sha256.hex(digest);
            file.position(0);
            var header = ByteBuffer.wrap((sha256 + "\n").getBytes(US_ASCII));
            while (header.hasRemaining()) {
                file.write(header);
            }
            file.force(true);
            return sha256;
        }
    }

    private static void write(ConfigurationImage image, OutputStream out) throws IOException {
        var before = FIRST;
        for (var records = image.records().iterator(); records.hasNext(); ) {
            out.write(before);
            out.write(ConfigurationJson.write(records.next()));
            before = NEXT;
        }
        out.write(image.size() == 0 ? EMPTY : LAST);
    }

    /** Empty when there is none, or none that is whole, which is logged. */
    Optional<Content> read() {
        try {
            var bytes = Files.readAllBytes(path);
            var written = new String(bytes, 0, Math.min(Sha256.HEX_LENGTH, bytes.length), US_ASCII);
            if (bytes.length < HEADER || !written.equals(Sha256.hex(bytes, HEADER, bytes.length))) {
                throw new IOException("its SHA-256 does not fit");
            }
            return Optional.of(new Content(written, imageOf(bytes)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            log.atError()
                    .addKeyValue("file", path)
                    .addKeyValue("cause", e.getMessage())
                    .log("image on disk refused");
            return Optional.empty();
        }
    }

    /** The SHA-256 that the file begins with; empty when its rest does not fit, or without one. */
    Optional<String> sha256() throws IOException {
        var digest = Sha256.newDigest();
        try (var in = Files.newInputStream(path)) {
            var written = new String(in.readNBytes(HEADER), US_ASCII);
            var buffer = new byte[1 << 16];
            for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            var sha256 = Sha256.hex(digest);
            return written.equals(sha256 + "\n") ? Optional.of(sha256) : Optional.empty();
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    private static ConfigurationImage imageOf(byte[] bytes) throws IOException {
        var delta = new ConfigurationDelta(ConfigurationImage.EMPTY);
        for (var record : records(bytes)) {
            delta.replay(record);
        }
        return delta.apply();
    }

    private static AcceleratorRecord[] records(byte[] bytes) throws IOException {
        if (Arrays.equals(bytes, HEADER, bytes.length, EMPTY, 0, EMPTY.length)) {
            return new AcceleratorRecord[0];
        }
        if (bytes.length < HEADER + FIRST.length + LAST.length
                || !Arrays.equals(bytes, HEADER, HEADER + FIRST.length, FIRST, 0, FIRST.length)) {
            throw new IOException("it is not an array of records");
        }
        var starts =
                IntStream.range(HEADER + 1, bytes.length - LAST.length + 1)
                        .filter(at -> bytes[at] == '\n')
                        .map(at -> at + 1)
                        .toArray();
        // JSON has no line feed but between records: what follows one is the next record.
        return IntStream.range(0, starts.length - 1)
                .parallel()
                .mapToObj(line -> record(bytes, starts[line], starts[line + 1] - 1))
                .toArray(AcceleratorRecord[]::new);
    }

    private static AcceleratorRecord record(byte[] bytes, int from, int to) {
        var length = to - from - (bytes[to - 1] == ',' ? 1 : 0);
        return ConfigurationJson.read(
                Arrays.copyOfRange(bytes, from, from + Math.max(0, length)),
                AcceleratorRecord.class);
    }
}
