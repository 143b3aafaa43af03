package io.sixlane.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.relay.tcp.TcpSettings;
import io.sixlane.relay.tcp.linux.NativeTcpPath;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PathChoiceIT {
    private static final TcpSettings SETTINGS =
            new TcpSettings(Duration.ofSeconds(1), Duration.ofMinutes(1), 64 << 10, 1);

    @Test
    @EnabledOnOs(OS.LINUX)
    void the_native_path_is_taken_where_native_access_is_allowed() {
        assertThat(NativeTcpPath.hindrance()).isEmpty();
        assertThat(nameOf(PathChoice.AUTO)).isEqualTo("native");
        assertThat(nameOf(PathChoice.NATIVE)).isEqualTo("native");
    }

    @Test
    void the_portable_path_can_be_asked_for() {
        assertThat(nameOf(PathChoice.PORTABLE)).isEqualTo("portable");
    }

    private static String nameOf(PathChoice choice) {
        try (var path = choice.open(SETTINGS)) {
            return path.name();
        }
    }
}
