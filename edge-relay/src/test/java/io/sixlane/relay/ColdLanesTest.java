package io.sixlane.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColdLanesTest {
    @Test
    void bbr_keeps_lanes_warm_where_the_kernel_has_it(@TempDir Path kernel) throws Exception {
        var lanes = new ColdLanes(kernel);
        set(kernel, "reno cubic bbr", "1");
        assertThat(lanes.cause("bbr")).isEmpty();
        assertThat(lanes.cause("cubic")).hasValueSatisfying(cause -> assertSays(cause, "cubic"));
    }

    @Test
    void cubic_needs_a_setting_of_the_kernel(@TempDir Path kernel) throws Exception {
        var lanes = new ColdLanes(kernel);
        set(kernel, "reno cubic", "1");
        assertThat(lanes.cause("bbr")).hasValueSatisfying(cause -> assertSays(cause, "no bbr"));
        set(kernel, "reno cubic", "0");
        assertThat(lanes.cause("bbr")).isEmpty();
        assertThat(lanes.cause("cubic")).isEmpty();
    }

    @Test
    void a_system_without_readable_settings_is_not_reported(@TempDir Path kernel) {
        assertThat(new ColdLanes(kernel.resolve("none")).cause("bbr")).isEmpty();
    }

    private static void assertSays(String cause, String part) {
        assertThat(cause).contains(part, "tcp_slow_start_after_idle");
    }

    private static void set(Path kernel, String available, String slowStart) throws IOException {
        Files.writeString(kernel.resolve("tcp_available_congestion_control"), available + "\n");
        Files.writeString(kernel.resolve("tcp_slow_start_after_idle"), slowStart + "\n");
    }
}
