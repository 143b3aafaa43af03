package io.sixlane.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidRecordTest {

    @Test
    void whatIsWrittenNamesTheSameProcessAgain(@TempDir Path folder) throws IOException {
        var self = ProcessHandle.current();
        PidRecord.of(self).write(folder.resolve("self.pid"));

        assertThat(PidRecord.read(folder.resolve("self.pid")).flatMap(PidRecord::process))
                .contains(self);
    }

    @Test
    void aStrangerWithTheSamePidIsNotTheProcess() {
        var reused =
                new PidRecord(ProcessHandle.current().pid(), Instant.parse("2001-01-01T00:00:00Z"));

        assertThat(reused.process()).isEmpty();
    }

    @Test
    void halfAFileIsNoRecord() {
        assertThat(PidRecord.parse("")).isEmpty();
        assertThat(PidRecord.parse("12")).isEmpty();
        assertThat(PidRecord.parse("12 2026-11-2")).isEmpty();
        assertThat(PidRecord.parse("12 2026-11-23T10:00:00Z\n"))
                .contains(new PidRecord(12, Instant.parse("2026-11-23T10:00:00Z")));
    }
}
