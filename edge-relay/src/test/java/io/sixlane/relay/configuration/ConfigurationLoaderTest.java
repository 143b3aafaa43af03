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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationLoaderTest {
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
        saver = new ImageSaver(new ImageStore(folder));
    }

    @AfterEach
    void close() {
        saver.close();
    }

    @Test
    void serves_nothing_before_it_has_caught_up() {
        var loader = loader(Optional.empty());
        loader.beginCatchUp();
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
        loader.beginCatchUp();
        replay(loader, NEW);
        loader.caughtUp();
        replay(loader, OLD, NEW);
        loader.apply();
        assertThat(reconciled).containsExactly(image(NEW));
    }

    @Test
    void serves_from_disk_once_while_kafka_is_away_and_then_what_kafka_says() {
        var loader = loader(Optional.of(image(OLD, OTHER)));
        loader.kafkaIsAway();
        loader.kafkaIsAway();
        assertThat(served.source()).isEqualTo(ImageSource.DISK);
        loader.beginCatchUp();
        replay(loader, NEW);
        loader.caughtUp();
        assertThat(reconciled).containsExactly(image(OLD, OTHER), image(NEW));
        assertThat(served.source()).isEqualTo(ImageSource.KAFKA);
    }

    @Test
    void what_a_change_leaves_as_it_was_is_held_once() {
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
        loader.beginCatchUp();
        replay(loader, accelerator("ga-1", 2, "::1", 10, listener("lsr-2", 81, 2), web));
        loader.caughtUp();
        var next = reconciled.getLast().accelerator(new AcceleratorId("ga-1"));
        assertThat(next)
                .isEqualTo(accelerator("ga-1", 2, "::1", 10, listener("lsr-2", 81, 2), web));
        assertThat(requireNonNull(next).listeners().getLast()).isSameAs(web);
    }

    @Test
    void an_older_log_takes_nothing_back() {
        var loader = loader(Optional.of(image(NEW)));
        loader.beginCatchUp();
        replay(loader, OLD);
        loader.caughtUp();
        assertThat(reconciled).containsExactly(image(NEW));
    }

    @Test
    void an_empty_log_takes_nothing_away() {
        var loader = loader(Optional.of(image(NEW)));
        loader.beginCatchUp();
        loader.caughtUp();
        assertThat(reconciled).containsExactly(image(NEW));
    }

    @Test
    void a_record_that_is_not_understood_leaves_its_accelerator_as_it_was_and_others_go_on() {
        var loader = loader(Optional.of(image(OLD)));
        loader.beginCatchUp();
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
    void what_can_be_seen_of_a_record_that_is_not_understood_says_where_it_belongs() {
        var loader = loader(Optional.empty());
        loader.beginCatchUp();
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
    void a_record_that_is_not_understood_is_no_news_when_a_later_one_is_held() {
        var loader = loader(Optional.of(image(NEW)));
        loader.beginCatchUp();

        loader.onRecord(
                "ga-1".getBytes(UTF_8), "{\"type\":\"Later\",\"revision\":1}".getBytes(UTF_8));

        assertThat(unread).isEmpty();
    }

    @Test
    void a_relay_that_starts_after_a_tombstone_serves_nothing_of_it() {
        var loader = loader(Optional.of(image(OLD, OTHER)));
        loader.beginCatchUp();
        replay(loader, OLD, removed("ga-1", 2), OTHER);
        loader.onRecord("ga-1".getBytes(UTF_8), null);
        loader.caughtUp();

        assertThat(reconciled).containsExactly(image(OTHER));
    }

    @Test
    void a_late_record_of_a_removed_accelerator_is_ignored_also_after_its_tombstone() {
        var loader = loader(Optional.empty());
        loader.beginCatchUp();
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
    void what_is_served_is_on_disk_when_the_relay_ends() {
        var loader = loader(Optional.empty());
        loader.beginCatchUp();
        replay(loader, OLD, OTHER);
        loader.caughtUp();
        saver.close();
        assertThat(new ImageStore(folder).load()).contains(image(OLD, OTHER));
    }

    private ConfigurationLoader loader(Optional<ConfigurationImage> fromDisk) {
        return new ConfigurationLoader(fromDisk, reconciled::add, served, saver, unread::add);
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
