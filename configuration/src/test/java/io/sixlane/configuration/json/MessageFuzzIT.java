package io.sixlane.configuration.json;

import io.sixlane.testsupport.Fuzzing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageFuzzIT {
    private static final Path APPROVED = Path.of("src/test/resources/approved");

    @Test
    void any_bytes_are_a_message_or_are_refused(@TempDir Path folder) throws Exception {
        Fuzzing.check(MessageFuzz.class, folder, seeds());
    }

    private static List<byte[]> seeds() {
        return IntStream.range(0, MessageFuzz.TYPES.size())
                .boxed()
                .flatMap(
                        index ->
                                files(APPROVED.resolve(folderOf(MessageFuzz.TYPES.get(index))))
                                        .map(file -> withType(index, file)))
                .toList();
    }

    /** {@code AcceleratorRecord} has its approved files in {@code accelerator-record}. */
    private static String folderOf(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static Stream<Path> files(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] withType(int index, Path file) {
        try {
            var json = Files.readAllBytes(file);
            var seed = new byte[json.length + 1];
            seed[0] = (byte) index;
            System.arraycopy(json, 0, seed, 1, json.length);
            return seed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
