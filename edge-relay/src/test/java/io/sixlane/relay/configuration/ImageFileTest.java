package io.sixlane.relay.configuration;

import static io.sixlane.relay.listener.Fixtures.accelerator;
import static io.sixlane.relay.listener.Fixtures.image;
import static io.sixlane.relay.listener.Fixtures.listener;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorRemoved;
import io.sixlane.configuration.image.ConfigurationImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFileTest {
    private static final ConfigurationImage FIRST =
            image(accelerator("ga-1", 1, "::1", 10, listener("lsr-1", 80, 8080)));
    private static final ConfigurationImage SECOND =
            image(
                    accelerator("ga-1", 2, "::1", 10, listener("lsr-1", 80, 8080)),
                    new AcceleratorRemoved(
                            new AcceleratorId("ga-2"), 7, "0".repeat(64), Instant.EPOCH));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void loads_what_was_saved_last_removals_too() throws IOException {
        var file = new ImageFile(folder.resolve("new/folder"));
        assertThat(file.load()).isEmpty();
        file.save(FIRST);
        file.save(SECOND);
        assertThat(file.load()).contains(SECOND);
    }

    @Test
    void falls_back_to_the_previous_image_when_a_byte_changed() throws IOException {
        var file = new ImageFile(folder);
        file.save(FIRST);
        file.save(SECOND);
        var bytes = Files.readAllBytes(folder.resolve("image.json"));
        bytes[bytes.length / 2] ^= 1;
        Files.write(folder.resolve("image.json"), bytes);
        assertThat(file.load()).contains(FIRST);
    }

    @Test
    void falls_back_to_the_previous_image_when_cut_short_or_empty() throws IOException {
        for (var length : new int[] {0, 10, 64, 100}) {
            var file = new ImageFile(folder);
            file.save(FIRST);
            file.save(SECOND);
            var bytes = Files.readAllBytes(folder.resolve("image.json"));
            Files.write(folder.resolve("image.json"), Arrays.copyOf(bytes, length));
            assertThat(file.load()).as("cut at %d", length).contains(FIRST);
        }
    }

    @Test
    void a_corrupt_image_does_not_push_out_the_good_one_before_it() throws IOException {
        var file = new ImageFile(folder);
        file.save(FIRST);
        file.save(SECOND);
        Files.writeString(folder.resolve("image.json"), "broken");
        file.save(SECOND);
        Files.writeString(folder.resolve("image.json"), "broken again");
        assertThat(file.load()).contains(FIRST);
    }

    /** As at a hot restart. */
    @Test
    void two_processes_may_save_at_once() throws Exception {
        try (var processes = Executors.newFixedThreadPool(2)) {
            var saving =
                    List.of(
                            processes.submit(() -> saveOften(FIRST)),
                            processes.submit(() -> saveOften(SECOND)));
            for (var one : saving) {
                one.get(20, TimeUnit.SECONDS);
            }
        }
        assertThat(new ImageFile(folder).load().orElseThrow()).isIn(FIRST, SECOND);
        try (var names = Files.list(folder)) {
            assertThat(names.map(name -> name.getFileName().toString()))
                    .containsOnly("image.json", "image.previous.json");
        }
    }

    private Path saveOften(ConfigurationImage image) throws IOException {
        for (var i = 0; i < 50; i++) {
            new ImageFile(folder).save(image);
            assertThat(new ImageFile(folder).load().orElseThrow()).isIn(FIRST, SECOND);
        }
        return folder;
    }

    @Test
    void what_a_killed_process_left_behind_is_deleted_later() throws IOException {
        var left = Files.writeString(folder.resolve("image.json.1.new"), "left");
        var written = Files.writeString(folder.resolve("image.json.2.new"), "being written");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(2, ChronoUnit.HOURS)));
        assertThat(new ImageFile(folder).load()).isEmpty();
        assertThat(left).doesNotExist();
        assertThat(written).exists();
    }
}
