package io.sixlane.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * One process that a supervisor started, as written to {@code run/<part>.pid}.
 *
 * <p>A pid alone is reused after a while; pid and start together name one process.
 */
record PidRecord(long pid, Instant startedAt) {

    /**
     * The kernel counts a start in ticks since boot; converted at two moments it may differ by
     * this.
     */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    static PidRecord of(ProcessHandle process) {
        return new PidRecord(process.pid(), process.info().startInstant().orElse(Instant.now()));
    }

    /** Empty when the text is not such a record: a crash may leave half a file. */
    static Optional<PidRecord> parse(String text) {
        var words = text.strip().split(" ");
        if (words.length != 2) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PidRecord(Long.parseLong(words[0]), Instant.parse(words[1])));
        } catch (NumberFormatException | DateTimeParseException _) {
            return Optional.empty();
        }
    }

    static Optional<PidRecord> read(Path file) {
        try {
            return parse(Files.readString(file, UTF_8));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    void write(Path file) throws IOException {
        Files.writeString(file, pid + " " + startedAt + "\n", UTF_8);
    }

    /** The process this names, while it lives; never a stranger with the same pid. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(
                        process ->
                                process.info()
                                        .startInstant()
                                        .map(start -> Duration.between(start, startedAt).abs())
                                        .filter(apart -> apart.compareTo(TOLERANCE) <= 0)
                                        .isPresent());
    }
}
