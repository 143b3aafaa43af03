package io.sixlane.benchmarks.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.RecordedEvent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What PostgreSQL holds. */
final class EventTables {
    private EventTables() {}

    /** By stream id, in the order of revisions. */
    static Map<String, List<RecordedEvent>> streams(WriteStack stack) throws SQLException {
        var streams = new HashMap<String, List<RecordedEvent>>();
        try (var connection = stack.connect();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select record from event order by stream_id, revision")) {
            while (rows.next()) {
                var event = read(rows.getString(1), RecordedEvent.class);
                streams.computeIfAbsent(event.streamId(), _ -> new ArrayList<>()).add(event);
            }
        }
        return streams;
    }

    /** The accelerators as they are now, by id. */
    static Map<String, AcceleratorRecord> views(WriteStack stack) throws SQLException {
        var views = new HashMap<String, AcceleratorRecord>();
        try (var connection = stack.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select body from accelerator_view")) {
            while (rows.next()) {
                var record = read(rows.getString(1), AcceleratorRecord.class);
                views.put(record.id().text(), record);
            }
        }
        return views;
    }

    private static <T> T read(String json, Class<T> type) {
        return ConfigurationJson.read(json.getBytes(UTF_8), type);
    }
}
