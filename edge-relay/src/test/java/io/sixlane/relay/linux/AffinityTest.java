package io.sixlane.relay.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class AffinityTest {
    @Test
    void a_thread_has_the_processors_that_it_may_run_on() throws Exception {
        var all = Affinity.allowed();
        // A limit of processor time lowers what the virtual machine counts.
        assertThat(all.length).isGreaterThanOrEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(all).isSorted();
        for (var cpu : all) {
            var found = new CompletableFuture<int[]>();
            Pinned.start(cpu, () -> found.complete(Affinity.allowed())).join();
            assertThat(found.get()).containsExactly(cpu);
        }
    }
}
