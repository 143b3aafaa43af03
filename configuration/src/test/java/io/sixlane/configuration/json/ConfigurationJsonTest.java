package io.sixlane.configuration.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sixlane.configuration.Examples;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.catalog.CatalogEntry;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.order.Bundle;
import io.sixlane.configuration.relay.RelayStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;

class ConfigurationJsonTest {
    @Test
    void reads_what_it_wrote_by_the_family() {
        assertThat(Examples.recordedEvents()).allSatisfy(e -> roundTrip(e, RecordedEvent.class));
        assertThat(Examples.acceleratorRecords())
                .allSatisfy(r -> roundTrip(r, AcceleratorRecord.class));
        assertThat(Examples.relayStatuses()).allSatisfy(s -> roundTrip(s, RelayStatus.class));
        assertThat(Examples.catalogEntries()).allSatisfy(e -> roundTrip(e, CatalogEntry.class));
    }

    @Test
    void writes_ids_as_plain_strings_also_as_keys() {
        var revisions = Map.of(Examples.ACCELERATOR, 7L);

        var json = ConfigurationJson.write(revisions);

        assertThat(new String(json, UTF_8)).isEqualTo("{\"ga-1\":7}");
        assertThat(
                        ConfigurationJson.mapper()
                                .readValue(json, new TypeReference<Map<AcceleratorId, Long>>() {}))
                .isEqualTo(revisions);
    }

    @Test
    void writes_no_nulls_and_reads_their_absence() {
        var bundle = new Bundle("SMALL_I", "PREMIUM", 10, null);

        var json = new String(ConfigurationJson.write(bundle), UTF_8);

        assertThat(json)
                .isEqualTo(
                        "{\"specification\":\"SMALL_I\",\"bandwidthType\":\"PREMIUM\",\"peakBandwidthMbps\":10}");
        assertThat(read(json, Bundle.class)).isEqualTo(bundle);
        assertThat(read(json.replace("}", ",\"crossBorderMbps\":null}"), Bundle.class))
                .isEqualTo(bundle);
    }

    @Test
    void refuses_what_a_newer_writer_added_where_it_would_be_written_again() {
        var removed = Examples.acceleratorRecords().getLast();
        var json = ConfigurationJson.write(removed);
        var newer = new String(json, UTF_8).replace("{\"type\"", "{\"later\":1,\"type\"");

        assertThat(ConfigurationJson.readWhole(json, AcceleratorRecord.class)).isEqualTo(removed);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                ConfigurationJson.readWhole(
                                        newer.getBytes(UTF_8), AcceleratorRecord.class))
                .withMessageContaining("later");
    }

    @Test
    void ignores_what_a_newer_writer_added() {
        var removed = Examples.acceleratorRecords().getLast();
        var json = new String(ConfigurationJson.write(removed), UTF_8);

        var newer = json.replaceFirst("\\{", "{\"reason\":{\"code\":[1]},");

        assertThat(read(newer, AcceleratorRecord.class)).isEqualTo(removed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "7",
                "{}",
                "{\"type\":\"AcceleratorExploded\"}",
                "{\"type\":\"Heartbeat\"}",
                "{\"type\":\"AcceleratorRemoved\",\"id\":\"ga-1\",\"revision\":1,\"head\":\"\"}",
                "{\"type\":\"AcceleratorRemoved\",\"id\":\"ga-1\",\"head\":\"\",\"occurredAt\":\"2026-11-23T10:15:30Z\"}",
                "{\"type\":\"AcceleratorRemoved\",\"id\":\"ga-1\",\"revision\":null,\"head\":\"\",\"occurredAt\":\"2026-11-23T10:15:30Z\"}",
                "{\"type\":\"AcceleratorRemoved\",\"id\":\"ga-1\",\"revision\":\"1\",\"head\":\"\",\"occurredAt\":\"2026-11-23T10:15:30Z\"}",
                "{\"type\":\"AcceleratorRemoved\",\"id\":\"ga-1\",\"revision\":1,\"head\":null,\"occurredAt\":\"2026-11-23T10:15:30Z\"}",
                "{\"type\":\"AcceleratorRemoved\",\"id\":\"GA 1\",\"revision\":1,\"head\":\"\",\"occurredAt\":\"2026-11-23T10:15:30Z\"}",
                "{\"type\":\"AcceleratorRemoved\",\"id\":null,\"revision\":1,\"head\":\"\",\"occurredAt\":\"2026-11-23T10:15:30Z\"}",
                "{\"type\":\"AcceleratorRemoved\",\"id\":\"ga-1\",\"revision\":1,\"head\":\"\",\"occurredAt\":\"yesterday\"}",
                "{\"type\":\"AcceleratorRemoved\",\"id\":\"ga-1\",\"revision\":1,\"head\":\"\",\"occurredAt\":\"2026-11-23T10:15:30Z\"} x",
                "{\"type\":\"AcceleratorRemoved\",\"id\":\"ga-1\",\"revision\":1,\"head\":\"\",\"occur"
            })
    void refuses_a_corrupt_message(String json) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(json, AcceleratorRecord.class))
                .withMessageStartingWith("cannot read AcceleratorRecord: ");
    }

    private static <T> void roundTrip(T value, Class<T> type) {
        assertThat(ConfigurationJson.read(ConfigurationJson.write(value), type)).isEqualTo(value);
    }

    private static <T> T read(String json, Class<T> type) {
        return ConfigurationJson.read(json.getBytes(UTF_8), type);
    }
}
