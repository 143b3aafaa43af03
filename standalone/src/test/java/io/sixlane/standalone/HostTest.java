package io.sixlane.standalone;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostTest {

    @Test
    void aFullDiskIsNamedWithAWayOut(@TempDir Path folder) {
        assertThatThrownBy(() -> Host.requireSpace(folder, Long.MAX_VALUE))
                .isInstanceOf(StackException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("--data-folder");
        assertThatCode(() -> Host.requireSpace(folder, 1)).doesNotThrowAnyException();
    }
}
