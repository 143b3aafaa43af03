package io.sixlane.relay.configuration;

import static io.sixlane.relay.listener.Fixtures.accelerator;
import static io.sixlane.relay.listener.Fixtures.image;
import static io.sixlane.relay.listener.Fixtures.listener;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.image.AcceleratorRemoved;
import io.sixlane.configuration.image.ConfigurationImage;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.relay.status.ImageSource;
import io.sixlane.relay.status.ServedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ConfigurationLoaderTest {
    private static final Duration A_SLOW_DISK = Duration.ofMinutes(1);
    private static final String TOPIC = "topic-1 from [0]";
    private static final String MADE_ANEW = "topic-2 from [0]";
    private static final AcceleratorRecord OLD =
            accelerator("ga-1", 1, "::1", 10, listener("lsr-1", 80, 8080));
    private static final AcceleratorRecord NEW =
            accelerator("ga-1", 2, "::1", 10, listener("lsr-1", 81, 8080));
    private static final AcceleratorRecord OTHER =
            accelerator("ga-2", 5, "::1", 10, listener("lsr-2", 90, 8080));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final List<ConfigurationImage> reconciled = new ArrayList<>();
    private final List<UnreadRecord> unread = new ArrayList<>();
    private final ServedImage served = new ServedImage();

    @SuppressWarnings("NullAway.Init")
    private ImageSaver saver;

    @BeforeEach
    void open() {
        saver = new ImageSaver(new ImageStore(folder), A_SLOW_DISK);
    }

    @AfterEach
    void close() {
        saver.close();
    }

    @Test
    void serves_nothing_before_it_has_caught_up() {
        var loader = loader(Optional.empty());
        loader.beginCatchUp(TOPIC);
        replay(loader, OLD, NEW);
        assertThat(reconciled).isEmpty();
        assertThat(served.source()).isEqualTo(ImageSource.NONE);
        loader.caughtUp();
        assertThat(reconciled).containsExactly(image(NEW));
        assertThat(served.source()).isEqualTo(ImageSource.KAFKA);
    }

    @Test
    void old_and_repeated_records_change_nothing() {
        var loader = loader(Optional.empty());
        loader.beginCatchUp(TOPIC);
        replay(loader, NEW);
        loader.caughtUp();
        replay(loader, OLD, NEW);
        loader.apply();
        assertThat(reconciled).containsExactly(image(NEW));
    }

    @Test
    void serves_from_disk_once_while_kafka_is_away_and_then_from_kafka() {
        var loader = loader(Optional.of(image(OLD, OTHER)));
        loader.kafkaIsAway();
        loader.kafkaIsAway();
        assertThat(served.source()).isEqualTo(ImageSource.DISK);
        loader.beginCatchUp(TOPIC);
        replay(loader, NEW);
        loader.caughtUp();
        assertThat(reconciled).containsExactly(image(OLD, OTHER), image(NEW));
        assertThat(served.source()).isEqualTo(ImageSource.KAFKA);
    }

    @Test
    void unchanged_parts_are_held_once() {
        var web = listener("lsr-1", 80, 8080);
        var loader =
                loader(
                        Optional.of(
                                image(
                                        accelerator(
                                                "ga-1",
                                                1,
                                                "::1",
                                                10,
                                                web,
                                                listener("lsr-2", 81, 1)))));
        loader.beginCatchUp(TOPIC);
        replay(loader, accelerator("ga-1", 2, "::1", 10, listener("lsr-2", 81, 2), web));
        loader.caughtUp();
        var next = reconciled.getLast().accelerator(new AcceleratorId("ga-1"));
        assertThat(next)
                .isEqualTo(accelerator("ga-1", 2, "::1", 10, listener("lsr-2", 81, 2), web));
        assertThat(requireNonNull(next).listeners().getLast()).isSameAs(web);
    }

    @Test
    void an_older_log_reverts_nothing() {
        var loader = loader(Optional.of(image(NEW)));
        loader.beginCatchUp(TOPIC);
        replay(loader, OLD);
        loader.caughtUp();
        assertThat(reconciled).containsExactly(image(NEW));
    }

    @Test
    void an_empty_log_removes_nothing() {
        var loader = loader(Optional.of(image(NEW)));
        loader.beginCatchUp(TOPIC);
        loader.caughtUp();
        assertThat(reconciled).containsExactly(image(NEW));
    }

    @Test
    void a_recreated_topic_removes_nothing_while_it_is_filled() {
        var loader = loader(Optional.of(image(OLD, OTHER)));
        loader.beginCatchUp(MADE_ANEW);
        replay(loader, NEW);
        assertThat(loader.wouldForget()).isFalse();
        loader.caughtUp();
        assertThat(reconciled).containsExactly(image(NEW, OTHER));
    }

    @Test
    void without_knowing_which_topic_held_it_nothing_is_taken_away() {
        var loader = loader(Optional.of(image(OLD, OTHER)), Optional.empty());
        loader.beginCatchUp(TOPIC);
        replay(loader, NEW);
        loader.caughtUp();
        assertThat(reconciled).containsExactly(image(NEW, OTHER));
    }

    @Test
    void a_relay_that_restarts_while_the_topic_is_filled_removes_nothing() {
        var first = loader(Optional.of(image(OLD, OTHER)));
        first.beginCatchUp(MADE_ANEW);
        replay(first, OLD);
        first.caughtUp();
        saver.close();

        var again = restarted();
        again.beginCatchUp(MADE_ANEW);
        replay(again, OLD);
        again.caughtUp();

        assertThat(reconciled).last().isEqualTo(image(OLD, OTHER));
    }

    @Test
    void a_log_that_was_empty_removes_nothing_while_it_is_filled() {
        var first = loader(Optional.of(image(OLD, OTHER)));
        first.beginCatchUp(TOPIC);
        first.caughtUp();
        saver.close();

        var again = restarted();
        again.beginCatchUp(TOPIC);
        replay(again, OLD);
        again.caughtUp();

        assertThat(reconciled).last().isEqualTo(image(OLD, OTHER));
    }

    @Test
    void an_accelerator_missing_from_a_recreated_topic_goes_with_its_removal() {
        var loader = loader(Optional.of(image(OLD, OTHER)));
        loader.beginCatchUp(MADE_ANEW);
        replay(loader, OLD);
        loader.caughtUp();
        replay(loader, removed("ga-2", 6));
        loader.apply();
        assertThat(reconciled).last().isEqualTo(image(OLD, removed("ga-2", 6)));
    }

    @Test
    void an_accelerator_with_a_tombstone_in_a_recreated_topic_goes() {
        var loader = loader(Optional.of(image(OLD, OTHER)));
        loader.beginCatchUp(MADE_ANEW);
        replay(loader, OLD);
        loader.onRecord("ga-2".getBytes(UTF_8), null);
        assertThat(loader.wouldForget()).isTrue();
        loader.caughtUp();
        assertThat(reconciled).containsExactly(image(OLD));
    }

    @Test
    void a_missing_accelerator_of_a_recreated_topic_counts_once_it_held_the_whole_image() {
        var first = loader(Optional.of(image(OLD, OTHER)));
        first.beginCatchUp(MADE_ANEW);
        replay(first, OLD);
        first.caughtUp();
        replay(first, OTHER); // as it was: nothing to serve, and yet news
        first.apply();
        saver.close();

        var again = restarted();
        again.beginCatchUp(MADE_ANEW);
        replay(again, OLD);
        again.caughtUp();

        assertThat(reconciled).containsExactly(image(OLD, OTHER), image(OLD));
    }

    /** The topic kept the removal for a week; it is not published again. */
    @Test
    void a_removal_missing_from_a_recreated_topic_keeps_nothing_else() {
        var first = loader(Optional.of(image(OLD, OTHER, removed("ga-3", 9))));
        first.beginCatchUp(MADE_ANEW);
        replay(first, OLD, OTHER);
        first.caughtUp();
        saver.close();

        var again = restarted();
        again.beginCatchUp(MADE_ANEW);
        replay(again, OLD);
        again.caughtUp();

        assertThat(reconciled).containsExactly(image(OLD, OTHER, removed("ga-3", 9)), image(OLD));
    }

    @Test
    void an_unreadable_record_leaves_its_accelerator_unchanged_and_blocks_no_other() {
        var loader = loader(Optional.of(image(OLD)));
        loader.beginCatchUp(TOPIC);
        loader.onRecord("ga-1".getBytes(UTF_8), "{\"type\":\"FromTheFuture\"}".getBytes(UTF_8));
        loader.onRecord("not an id".getBytes(UTF_8), new byte[0]);
        replay(loader, OTHER);
        loader.caughtUp();
        assertThat(reconciled).containsExactly(image(OLD, OTHER));
        assertThat(unread)
                .singleElement()
                .satisfies(
                        record -> {
                            assertThat(record.held()).isEqualTo(OLD);
                            assertThat(record.reason()).startsWith("revision unknown is not");
                            assertThat(record.concerns("cn-hongkong")).isTrue();
                            assertThat(record.concerns("elsewhere")).isFalse();
                        });
    }

    @Test
    void an_unreadable_record_still_names_its_accelerator() {
        var loader = loader(Optional.empty());
        loader.beginCatchUp(TOPIC);
        var json =
                "{'type':'FromTheFuture','revision':7,'regions':[{'region':'eu-west-1'}]}"
                        .replace('\'', '"');

        loader.onRecord("ga-1".getBytes(UTF_8), json.getBytes(UTF_8));

        assertThat(unread)
                .singleElement()
                .satisfies(
                        record -> {
                            assertThat(record.revision()).isEqualTo(7);
                            assertThat(record.concerns("eu-west-1")).isTrue();
                            assertThat(record.concerns("cn-hongkong")).isFalse();
                        });
    }

    @Test
    void an_unreadable_record_is_ignored_when_a_later_one_is_held() {
        var loader = loader(Optional.of(image(NEW)));
        loader.beginCatchUp(TOPIC);

        loader.onRecord(
                "ga-1".getBytes(UTF_8), "{\"type\":\"Later\",\"revision\":1}".getBytes(UTF_8));

        assertThat(unread).isEmpty();
    }

    @Test
    void a_relay_that_starts_after_a_tombstone_serves_nothing_of_it() {
        var loader = loader(Optional.of(image(OLD, OTHER)));
        loader.beginCatchUp(TOPIC);
        replay(loader, OLD, removed("ga-1", 2), OTHER);
        loader.onRecord("ga-1".getBytes(UTF_8), null);
        loader.caughtUp();

        assertThat(reconciled).containsExactly(image(OTHER));
    }

    @Test
    void a_late_record_of_a_removed_accelerator_is_ignored_also_after_its_tombstone() {
        var loader = loader(Optional.empty());
        loader.beginCatchUp(TOPIC);
        replay(loader, OTHER, OLD);
        loader.caughtUp();
        replay(loader, removed("ga-1", 3));
        loader.apply();
        loader.onRecord("ga-1".getBytes(UTF_8), null);

        replay(loader, OLD, NEW);
        loader.apply();

        assertThat(reconciled).last().isEqualTo(image(OTHER, removed("ga-1", 3)));
    }

    @Test
    void the_served_image_is_on_disk_when_the_relay_ends() {
        var loader = loader(Optional.empty());
        loader.beginCatchUp(TOPIC);
        replay(loader, OLD, OTHER);
        loader.caughtUp();
        saver.close();
        assertThat(new ImageStore(folder).load()).contains(image(OLD, OTHER));
    }

    @Test
    void removals_leave_the_image_after_their_tombstones() {
        var loader = loader(Optional.empty());
        loader.beginCatchUp(TOPIC);
        replay(loader, NEW);
        loader.caughtUp();
        for (var i = 0; i < 1_000; i++) {
            replay(loader, removed("ga-removed" + i, 2));
        }
        loader.apply();
        assertThat(reconciled.getLast().size()).isEqualTo(1_001);
        for (var i = 0; i < 1_000; i++) {
            var _ = loader.onRecord(("ga-removed" + i).getBytes(UTF_8), null);
        }
        loader.apply();
        assertThat(reconciled.getLast()).isEqualTo(image(NEW));
    }

    private ConfigurationLoader loader(Optional<ConfigurationImage> fromDisk) {
        return loader(fromDisk, Optional.of(TOPIC));
    }

    private ConfigurationLoader loader(
            Optional<ConfigurationImage> fromDisk, Optional<String> topic) {
        return new ConfigurationLoader(
                fromDisk, topic, reconciled::add, served, saver, unread::add);
    }

    /** With what the one before it left in its folder. */
    private ConfigurationLoader restarted() {
        var store = new ImageStore(folder);
        saver = new ImageSaver(store, A_SLOW_DISK);
        return loader(store.load(), store.topic());
    }

    private static AcceleratorRecord removed(String id, long revision) {
        return new AcceleratorRemoved(new AcceleratorId(id), revision, "head", Instant.EPOCH);
    }

    private static void replay(ConfigurationLoader loader, AcceleratorRecord... records) {
        for (var record : records) {
            loader.onRecord(record.id().text().getBytes(UTF_8), ConfigurationJson.write(record));
        }
    }
}
