package io.sixlane.provisioning.eventstream;

import static io.sixlane.provisioning.TestPlatform.await;
import static io.sixlane.provisioning.eventstore.StoreFixture.created;
import static io.sixlane.provisioning.eventstore.StoreFixture.listenerAdded;
import static io.sixlane.provisioning.eventstore.StoreFixture.newAccelerator;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.provisioning.eventstore.LogPosition;
import io.sixlane.provisioning.eventstore.StoreFixture;
import io.sixlane.provisioning.eventstream.StreamedEvent.Changed;
import io.sixlane.provisioning.eventstream.StreamedEvent.Ready;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;

/** Streams on a log, with batches that come as the test wants. */
class AccountStreamIT {
    private static StoreFixture fixture;
    private static LogViewRepository log;

    @BeforeAll
    static void start() {
        fixture = new StoreFixture();
        log = new LogViewRepository(fixture.database());
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void a_client_that_missed_a_batch_gets_its_events_from_the_table() {
        var id = newAccelerator();
        fixture.append(id, 0, created(id));
        var start = await(log.end());
        fixture.append(id, 1, listenerAdded());
        var first = await(log.after(start, 10));
        fixture.append(id, 2, listenerAdded());
        fixture.append(id, 3, listenerAdded());
        var later = await(log.after(first.to(), 10));

        assertThat(read(null, LogBatch.empty(start), later, first, later))
                .containsExactly("ready false", "2", "3", "4");
        assertThat(read(start, LogBatch.empty(later.to())))
                .containsExactly("2", "3", "4", "ready true");
        assertThat(read(later.to(), LogBatch.empty(later.to()))).containsExactly("ready true");
        assertThat(read(null, LogBatch.empty(start), first, later))
                .containsExactly("ready false", "2", "3", "4");
    }

    @Test
    void a_client_that_missed_too_much_reads_everything_again() {
        var id = newAccelerator();
        fixture.append(id, 0, created(id));
        var start = await(log.end());
        var many = AccountStream.MOST_MISSED + 1;
        await(
                fixture.database()
                        .sql(
                                """
                                insert into event (stream_id, revision, record)
                                select stream_id, 1 + number, record
                                  from event, generate_series(1, :many) as number
                                 where stream_id = :id
                                   and revision = 1
                                """)
                        .bind("many", many)
                        .bind("id", id)
                        .fetch()
                        .rowsUpdated());
        var end = LogBatch.empty(await(log.end()));

        assertThat(read(start, end)).containsExactly("ready false");
        assertThat(read(null, LogBatch.empty(start), end))
                .containsExactly("ready false", "ready false");
    }

    @Test
    void a_position_of_another_log_resumes_nothing() {
        var end = LogBatch.empty(await(log.end()));

        assertThat(read(new LogPosition("3", 17), end)).containsExactly("ready false");
        assertThat(read(new LogPosition("9223372036854775807", 1), end))
                .containsExactly("ready false");
    }

    private static List<String> read(@Nullable LogPosition since, LogBatch... batches) {
        var stream =
                new AccountStream(
                        StoreFixture.ACTOR.account(),
                        since,
                        log,
                        Flux.just(batches),
                        Flux.just(Map.of()),
                        Flux.just(Map.of()));
        return await(
                stream.events()
                        .mapNotNull(ServerSentEvent::data)
                        .map(AccountStreamIT::words)
                        .collectList());
    }

    private static String words(StreamedEvent event) {
        return switch (event) {
            case Changed change -> Long.toString(change.revision());
            case Ready ready -> "ready " + ready.resumed();
            case StreamedEvent.StateChanged _, StreamedEvent.RelayChanged _ -> event.name();
        };
    }
}
