package io.sixlane.metrics.intake;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** The table {@code refused_record}. Logs at most once a minute. */
@Component
final class JdbcRefusedRecords implements RefusedRecords {
    /** Rows; the oldest go. */
    static final int KEPT = 10_000;

    /** Bytes of a record. */
    private static final int KEPT_BYTES = 16 * 1024;

    private static final Duration QUIET = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(JdbcRefusedRecords.class);

    private final NamedParameterJdbcTemplate jdbc;
    private final InstantSource time;
    private Instant quietUntil = Instant.MIN;
    private long unlogged;

    JdbcRefusedRecords(DataSource dataSource, InstantSource time) {
        this.jdbc = new NamedParameterJdbcTemplate(dataSource);
        this.time = time;
    }

    @Override
    public void setAside(Place place, byte @Nullable [] value, String cause) {
        jdbc.update(
                """
                insert into refused_record (topic, message_partition, message_offset, message_value, cause)
                values (:topic, :partition, :offset, :value, :cause)
                on conflict (topic, message_partition, message_offset) do update
                set refused_at    = now(),
                    message_value = excluded.message_value,
                    cause         = excluded.cause
                """,
                new MapSqlParameterSource("topic", place.topic())
                        .addValue("partition", place.partition())
                        .addValue("offset", place.offset())
                        .addValue("value", beginning(value))
                        .addValue("cause", printable(cause)));
        jdbc.update(
                """
                delete from refused_record
                where refused_at < (select refused_at
                                    from refused_record
                                    order by refused_at desc
                                    offset :kept
                                    limit 1)
                """,
                new MapSqlParameterSource("kept", KEPT));
        log(place, cause);
    }

    private synchronized void log(Place place, String cause) {
        var now = time.instant();
        if (now.isBefore(quietUntil)) {
            unlogged++;
            return;
        }
        LOG.atWarn()
                .addKeyValue("topic", place.topic())
                .addKeyValue("partition", place.partition())
                .addKeyValue("offset", place.offset())
                .addKeyValue("cause", printable(cause))
                .addKeyValue("unlogged", unlogged)
                .log("record refused and set aside");
        quietUntil = now.plus(QUIET);
        unlogged = 0;
    }

    private static byte[] beginning(byte @Nullable [] value) {
        return value == null
                ? new byte[0]
                : Arrays.copyOf(value, Math.min(value.length, KEPT_BYTES));
    }

    private static String printable(String cause) {
        var text = cause.replace('\0', ' ');
        var kept = text.length() <= 1_000 ? text : text.substring(0, 1_000) + "…";
        return new String(kept.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
