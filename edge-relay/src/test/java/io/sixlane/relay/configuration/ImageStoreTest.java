package io.sixlane.relay.configuration;

import static io.sixlane.relay.listener.Fixtures.accelerator;
import static io.sixlane.relay.listener.Fixtures.image;
import static io.sixlane.relay.listener.Fixtures.listener;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.image.AcceleratorRemoved;
import io.sixlane.configuration.image.ConfigurationImage;
import io.sixlane.configuration.json.ConfigurationJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageStoreTest {
    private static final ConfigurationImage FIRST = image(one(1), two(1));
    private static final ConfigurationImage SECOND = image(one(2), two(1));
    private static final ConfigurationImage THIRD = image(one(2), removed(2));

    /** Something was forgotten: no journal can say that. */
    private static final ConfigurationImage FORGOTTEN = image(removed(2));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void loads_what_was_saved_last_removals_too() throws IOException {
        var store = new ImageStore(folder.resolve("new/folder"));
        assertThat(store.load()).isEmpty();
        store.save(ConfigurationImage.EMPTY);
        assertThat(new ImageStore(folder.resolve("new/folder")).load())
                .contains(ConfigurationImage.EMPTY);
        store.save(FIRST);
        store.save(THIRD);
        assertThat(new ImageStore(folder.resolve("new/folder")).load()).contains(THIRD);
    }

    @Test
    void knows_the_topic_that_held_what_was_saved_until_none_did() throws IOException {
        var store = new ImageStore(folder);
        assertThat(store.topic()).isEmpty();
        store.save(FIRST);
        store.saveTopic(Optional.of("a-topic-with-a-longer-name"));
        store.saveTopic(Optional.of("topic"));
        assertThat(new ImageStore(folder).topic()).contains("topic");
        store.saveTopic(Optional.empty());
        assertThat(new ImageStore(folder).topic()).isEmpty();
    }

    @Test
    void a_change_is_written_and_not_the_image() throws IOException {
        var store = new ImageStore(folder);
        store.save(FIRST);
        var whole = Files.readString(file("image.json"));
        store.save(SECOND);
        assertThat(file("image.json")).hasContent(whole);
        assertThat(Files.readAllLines(file("image.journal")))
                .hasSize(2)
                .last()
                .asString()
                .endsWith(new String(ConfigurationJson.write(one(2)), UTF_8));
        var journal = Files.readString(file("image.journal"));
        store.save(SECOND);
        assertThat(file("image.journal")).hasContent(journal);
    }

    @Test
    void a_relay_that_starts_goes_on_with_the_journal() throws IOException {
        new ImageStore(folder).save(FIRST);
        var whole = Files.readString(file("image.json"));
        var again = loaded();
        again.save(SECOND);
        var third = loaded();
        third.save(THIRD);
        assertThat(file("image.json")).hasContent(whole);
        assertThat(new ImageStore(folder).load()).contains(THIRD);
    }

    @Test
    void the_journal_restores_no_forgotten_accelerator() throws IOException {
        var store = new ImageStore(folder);
        store.save(FIRST);
        store.save(THIRD);
        store.save(FORGOTTEN);
        assertThat(new ImageStore(folder).load()).contains(FORGOTTEN);
    }

    @Test
    void the_whole_is_written_again_before_the_journal_is_longer_than_it() throws IOException {
        var store = new ImageStore(folder);
        store.save(image(large(1)));
        for (var revision = 2; revision < 40; revision++) {
            store.save(image(large(revision)));
            assertThat(new ImageStore(folder).load()).contains(image(large(revision)));
        }
        assertThat(Files.size(file("image.previous.journal"))).isBetween(1L << 20, 2L << 20);
        assertThat(file("image.journal"))
                .satisfiesAnyOf(
                        journal -> assertThat(journal).doesNotExist(),
                        journal -> assertThat(Files.size(journal)).isLessThan(1L << 20));
    }

    @Test
    void falls_back_to_the_previous_image_and_what_changed_since_when_a_byte_changed()
            throws IOException {
        var store = new ImageStore(folder);
        store.save(FIRST);
        store.save(SECOND);
        store.save(FORGOTTEN);
        flip(file("image.json"));
        assertThat(new ImageStore(folder).load()).contains(SECOND);
    }

    @Test
    void falls_back_to_the_previous_image_when_cut_short_or_empty() throws IOException {
        for (var length : new int[] {0, 10, 64, 65, 100}) {
            var store = new ImageStore(folder.resolve("cut-" + length));
            store.save(FIRST);
            store.save(FORGOTTEN);
            var current = folder.resolve("cut-" + length).resolve("image.json");
            Files.write(current, Arrays.copyOf(Files.readAllBytes(current), length));
            assertThat(new ImageStore(folder.resolve("cut-" + length)).load())
                    .as("cut at %d", length)
                    .contains(FIRST);
        }
    }

    @Test
    void a_corrupt_image_does_not_push_out_the_good_one_before_it() throws IOException {
        var store = new ImageStore(folder);
        store.save(FIRST);
        store.save(FORGOTTEN);
        Files.writeString(file("image.json"), "broken");
        store.save(THIRD);
        assertThat(new ImageStore(folder).load()).contains(THIRD);
        Files.writeString(file("image.json"), "broken again");
        assertThat(new ImageStore(folder).load()).contains(FIRST);
    }

    @Test
    void a_line_that_was_cut_short_by_a_crash_is_left_out_and_then_overwritten()
            throws IOException {
        var store = new ImageStore(folder);
        store.save(FIRST);
        store.save(SECOND);
        store.save(THIRD);
        var whole = Files.readAllBytes(file("image.journal"));
        Files.write(file("image.journal"), Arrays.copyOf(whole, whole.length - 1));
        var again = new ImageStore(folder);
        assertThat(again.load()).contains(SECOND);
        again.save(THIRD);
        assertThat(new ImageStore(folder).load()).contains(THIRD);
    }

    @Test
    void a_line_with_a_changed_byte_is_refused_and_the_others_count() throws IOException {
        var store = new ImageStore(folder);
        store.save(FIRST);
        store.save(SECOND);
        store.save(THIRD);
        var bytes = Files.readAllBytes(file("image.journal"));
        bytes[300] ^= 1;
        Files.write(file("image.journal"), bytes);
        assertThat(new ImageStore(folder).load()).contains(image(one(1), removed(2)));
    }

    /** The moments at which a crash leaves a visible trace. */
    @Test
    void loads_the_last_image_wherever_a_crash_cut_the_exchange_of_files() throws IOException {
        var store = new ImageStore(folder);
        store.save(FIRST);
        store.save(SECOND);
        Files.move(file("image.journal"), file("image.previous.journal"));
        assertThat(new ImageStore(folder).load()).contains(SECOND);
        Files.move(file("image.json"), file("image.previous.json"));
        assertThat(new ImageStore(folder).load()).contains(SECOND);
    }

    @Test
    void two_that_write_at_once_leave_a_whole_image() throws IOException {
        var leaving = new ImageStore(folder);
        leaving.save(FIRST);
        var coming = loaded();
        coming.save(FORGOTTEN);
        leaving.save(SECOND);
        assertThat(new ImageStore(folder).load()).contains(SECOND);
    }

    /** As at a hot restart. */
    @Test
    void two_processes_may_save_at_once() throws Exception {
        new ImageStore(folder).save(FIRST);
        try (var processes = Executors.newFixedThreadPool(2)) {
            var saving =
                    List.of(
                            processes.submit(() -> saveOften(FIRST, SECOND)),
                            processes.submit(() -> saveOften(SECOND, FORGOTTEN)));
            for (var one : saving) {
                one.get(20, TimeUnit.SECONDS);
            }
        }
        try (var names = Files.list(folder)) {
            assertThat(names.map(name -> name.getFileName().toString()))
                    .contains("image.json", "image.previous.json")
                    .noneMatch(name -> name.endsWith(".new"));
        }
    }

    /** As two processes of one relay; each one that starts finds some image. */
    private Path saveOften(ConfigurationImage one, ConfigurationImage other) throws IOException {
        var store = new ImageStore(folder);
        for (var i = 0; i < 25; i++) {
            store.save(one);
            assertThat(new ImageStore(folder).load()).isPresent();
            store.save(other);
        }
        return folder;
    }

    @Test
    void files_of_a_killed_process_are_deleted_later() throws IOException {
        var left = Files.writeString(file("image.json.1.new"), "left");
        var written = Files.writeString(file("image.json.2.new"), "being written");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(2, ChronoUnit.HOURS)));
        assertThat(new ImageStore(folder).load()).isEmpty();
        assertThat(left).doesNotExist();
        assertThat(written).exists();
    }

    private ImageStore loaded() {
        var store = new ImageStore(folder);
        assertThat(store.load()).isPresent();
        return store;
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private static void flip(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    private static AcceleratorImage one(long revision) {
        return accelerator("ga-1", revision, "::1", 10, listener("lsr-1", 80, 8080));
    }

    private static AcceleratorImage two(long revision) {
        return accelerator("ga-2", revision, "::1", 10, listener("lsr-2", 81, 8080));
    }

    private static AcceleratorRecord removed(long revision) {
        return new AcceleratorRemoved(
                new AcceleratorId("ga-2"), revision, "0".repeat(64), Instant.EPOCH);
    }

    /** An image of about 90 KB. */
    private static AcceleratorImage large(long revision) {
        return accelerator(
                "ga-1",
                revision,
                "::1",
                10,
                IntStream.range(0, 150)
                        .mapToObj(number -> listener("lsr-" + number, 100 + number, 8080))
                        .toArray(Listener[]::new));
    }
}
