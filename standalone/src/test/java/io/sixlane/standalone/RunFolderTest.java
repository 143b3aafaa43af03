package io.sixlane.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    @Test
    void aSecondStackOnOneFolderIsToldWhoHasIt(@TempDir Path folder) throws IOException {
        var pid = ProcessHandle.current().pid();
        try (var _ = RunFolder.acquire(folder)) {
            assertThatThrownBy(() -> RunFolder.acquire(folder))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("already runs here (process %s)".formatted(pid));
            assertThat(RunFolder.holder(folder)).isEqualTo(pid);
        }
        RunFolder.acquire(folder).close();
        assertThat(RunFolder.holder(folder)).isNull();
    }

    @Test
    void childrenThatOutlivedTheirSupervisorAreEnded(@TempDir Path folder) throws Exception {
        var orphan = new ProcessBuilder("sleep", "600").start();
        try (var run = RunFolder.acquire(folder)) {
            run.record("catalog", orphan.toHandle());

            assertThat(run.endSurvivors()).containsExactly("catalog");
            assertThat(orphan.waitFor(5, TimeUnit.SECONDS)).isTrue();
            assertThat(run.endSurvivors()).isEmpty();
        } finally {
            orphan.destroyForcibly();
        }
    }
}
