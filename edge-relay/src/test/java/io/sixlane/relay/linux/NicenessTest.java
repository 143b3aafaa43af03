package io.sixlane.relay.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class NicenessTest {
    /** In /proc/thread-self/stat, counted from the state, which follows the name (proc(5)). */
    private static final int NICE = 16;

    @Test
    void a_thread_yields_with_those_that_it_starts_and_no_other() throws Exception {
        var before = niceness();
        var inherited = new CompletableFuture<Integer>();
        var own = new CompletableFuture<Integer>();
        Thread.ofPlatform()
                .start(
                        () -> {
                            assertThat(Niceness.yieldToOthers()).isZero();
                            own.complete(niceness());
                            Thread.ofPlatform().start(() -> inherited.complete(niceness()));
                        })
                .join();
        assertThat(own).isCompletedWithValue(19);
        assertThat(inherited.get()).isEqualTo(19);
        assertThat(niceness()).isEqualTo(before);
    }

    private static int niceness() {
        try {
            var stat = Files.readString(Path.of("/proc/thread-self/stat"));
            return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[NICE]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
