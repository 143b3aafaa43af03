package io.sixlane.relay.configuration;

import static io.sixlane.relay.listener.Fixtures.accelerator;
import static io.sixlane.relay.listener.Fixtures.image;
import static io.sixlane.relay.listener.Fixtures.listener;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class ImageOnDiskTest {
    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path parent;

    @Test
    void the_folder_is_made_for_its_owner_alone() throws Exception {
        var folder = parent.resolve("state/relay-1");

        assertThat(in(folder).await()).isEmpty();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void an_image_that_an_earlier_run_left_is_read() throws Exception {
        var saved = image(accelerator("ga-1", 1, "::1", 10, listener("lsr-1", 80, 8080)));
        in(parent).store().save(saved);

        assertThat(in(parent).await()).contains(saved);
    }

    private static ImageOnDisk in(Path folder) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "test", Map.of("sixlane.relay.state-folder", folder.toString())));
        var onDisk = new ImageOnDisk();
        onDisk.setEnvironment(environment);
        return onDisk;
    }
}
