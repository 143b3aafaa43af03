package io.sixlane.provisioning.eventstore;

import static io.sixlane.provisioning.TestPlatform.await;
import static io.sixlane.provisioning.eventstore.StoreFixture.created;
import static io.sixlane.provisioning.eventstore.StoreFixture.listenerAdded;
import static io.sixlane.provisioning.eventstore.StoreFixture.newAccelerator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorDeleted;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorRenamed;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.PlanBoundToAccelerator;
import io.sixlane.configuration.log.EventHash;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.provisioning.eventstore.AcceleratorLists.Place;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class R2dbcEventStoreIT {
    private static StoreFixture fixture;

    @BeforeAll
    static void start() {
        fixture = new StoreFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void loads_what_was_appended() {
        var id = newAccelerator();

        var recorded = fixture.append(id, 0, created(id), listenerAdded());
        recorded = concat(recorded, fixture.append(id, 2, listenerAdded()));

        assertThat(fixture.load(id)).isEqualTo(recorded);
        assertThat(recorded).extracting(RecordedEvent::revision).containsExactly(1L, 2L, 3L);
        assertThat(recorded)
                .extracting(RecordedEvent::occurredAt)
                .containsOnly(Instant.parse("2026-11-23T10:15:30.123456Z"));
        assertThat(EventHash.verify(fixture.load(id))).isTrue();
    }

    @Test
    void gives_a_part_of_the_history() {
        var id = newAccelerator();
        var recorded = fixture.append(id, 0, created(id), listenerAdded(), listenerAdded());

        var part = await(fixture.store().history(id, 2, 1).collectList());

        assertThat(part).containsExactly(recorded.get(1));
    }

    @Test
    void refuses_to_go_on_after_an_event_that_a_later_version_wrote() throws SQLException {
        var id = newAccelerator();
        fixture.append(id, 0, created(id), listenerAdded());
        fixture.rename(id, 2, "ListenerTeleported");

        var refused =
                catchThrowableOfType(
                        EventNotUnderstoodException.class,
                        () -> fixture.append(id, 2, listenerAdded()));
        var unread =
                catchThrowableOfType(EventNotUnderstoodException.class, () -> fixture.load(id));

        assertThat(refused.streamId()).isEqualTo(id);
        assertThat(refused.revision()).isEqualTo(2);
        assertThat(refused.type()).isEqualTo("ListenerTeleported");
        assertThat(unread).hasMessage(refused.getMessage());
        assertThat(await(fixture.store().history(id, 1, 1).collectList())).hasSize(1);
        fixture.rename(id, 2, "ListenerAdded");
        assertThat(fixture.load(id)).hasSize(2);
    }

    @Test
    void refuses_a_change_made_for_another_revision() {
        var id = newAccelerator();
        fixture.append(id, 0, created(id));

        var conflict =
                catchThrowableOfType(
                        VersionConflictException.class, () -> fixture.append(id, 0, created(id)));

        assertThat(conflict.streamId()).isEqualTo(id);
        assertThat(conflict.expected()).isEqualTo(0);
        assertThat(conflict.actual()).isEqualTo(1);
        assertThat(fixture.load(id)).hasSize(1);
    }

    @Test
    void appends_to_all_streams_or_to_none() {
        var id = newAccelerator();
        var plan = "gbwp-" + id.substring(3);
        StreamEvent bound = new PlanBoundToAccelerator(new AcceleratorId(id));
        fixture.append(id, 0, created(id));

        var conflict =
                catchThrowableOfType(
                        VersionConflictException.class,
                        () ->
                                fixture.append(
                                        new Append(plan, 0, List.of(bound)),
                                        new Append(id, 7, List.of(listenerAdded()))));

        assertThat(conflict.streamId()).isEqualTo(id);
        assertThat(fixture.load(plan)).isEmpty();
        assertThat(await(fixture.views().find(new AcceleratorId(id))).revision()).isEqualTo(1);
    }

    @Test
    void checks_a_stream_that_nothing_is_appended_to() {
        var id = newAccelerator();
        fixture.append(id, 0, created(id));

        assertThat(fixture.append(id, 1)).isEmpty();
        assertThat(
                        catchThrowableOfType(
                                VersionConflictException.class, () -> fixture.append(id, 2)))
                .hasMessageContaining("revision 1");
    }

    @Test
    void keeps_revisions_without_gaps_when_many_append_to_one_stream() throws Exception {
        var id = newAccelerator();

        atOnce(8, () -> times(10, () -> fixture.appendNext(id)));

        var stream = fixture.load(id);
        assertThat(stream)
                .extracting(RecordedEvent::revision)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 80).boxed().toList());
        assertThat(EventHash.verify(stream)).isTrue();
        var view = await(fixture.views().find(new AcceleratorId(id)));
        assertThat(view.revision()).isEqualTo(80);
        assertThat(view.head()).isEqualTo(stream.getLast().hash());
        assertThat(view.listeners()).hasSize(79);
    }

    @Test
    void does_not_deadlock_when_changes_name_streams_in_different_orders() throws Exception {
        var first = newAccelerator();
        var second = newAccelerator();

        atOnce(
                4,
                () ->
                        times(
                                10,
                                () -> {
                                    appendToBoth(first, second);
                                    appendToBoth(second, first);
                                }));

        assertThat(fixture.load(first)).hasSize(80);
        assertThat(fixture.load(second)).hasSize(80);
        assertThat(EventHash.verify(fixture.load(first))).isTrue();
    }

    @Test
    void shows_an_edited_event() throws SQLException {
        var id = newAccelerator();
        fixture.append(id, 0, created(id), listenerAdded());

        try (var connection = fixture.connect();
                var statement =
                        connection.prepareStatement(
                                """
                                update event
                                   set record = jsonb_set(record, '{actor,user}', '"mallory"')
                                 where stream_id = ? and revision = 1
                                """)) {
            statement.setString(1, id);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }

        assertThat(EventHash.verify(fixture.load(id))).isFalse();
    }

    @Test
    void forgets_a_deleted_accelerator_in_the_view_but_not_in_the_log() {
        var id = newAccelerator();
        fixture.append(id, 0, created(id));
        assertThat(fixture.views().find(new AcceleratorId(id)).block()).isNotNull();

        fixture.append(id, 1, new AcceleratorDeleted());

        assertThat(fixture.views().find(new AcceleratorId(id)).block()).isNull();
        assertThat(fixture.load(id)).hasSize(2);
    }

    /** Written back by this version, it would be without it. */
    @Test
    void changes_no_accelerator_in_which_a_later_version_wrote_what_this_one_does_not_know()
            throws SQLException {
        var id = newAccelerator();
        fixture.append(id, 0, created(id));
        try (var connection = fixture.connect();
                var later =
                        connection.prepareStatement(
                                "update accelerator_view set body = body || '{\"later\": 1}'"
                                        + " where accelerator_id = ?")) {
            later.setString(1, id);
            later.executeUpdate();
        }

        var refusal =
                catchThrowableOfType(
                        IllegalArgumentException.class,
                        () -> fixture.append(id, 1, listenerAdded()));

        assertThat(refusal).hasMessageContaining("later");
        assertThat(fixture.load(id)).hasSize(1);
    }

    @Test
    void pages_an_accounts_accelerators_by_id() {
        var own = new StoreFixture();
        try (own) {
            for (var id : List.of("ga-c", "ga-a", "ga-b", "ga-d")) {
                own.append(id, 0, created(id));
            }
            own.append("ga-b", 1, new AcceleratorDeleted());

            assertThat(ids(own, null, 2)).containsExactly("ga-a", "ga-c");
            assertThat(ids(own, new AcceleratorId("ga-c"), 2)).containsExactly("ga-d");
            assertThat(ids(own, "other", null, 9)).isEmpty();
        }
    }

    @Test
    void large_accelerators_make_a_page_shorter() throws Exception {
        var own = new StoreFixture();
        try (own;
                var connection = own.connect();
                var statement = connection.createStatement()) {
            for (var id : List.of("ga-a", "ga-b", "ga-c")) {
                own.append(id, 0, created(id));
            }
            statement.execute(
                    """
                    update accelerator_view
                       set body = body || jsonb_build_object('large',
                                    (select string_agg(md5(random()::text), '')
                                       from generate_series(1, 20000)))
                    """);

            assertThat(ids(own, null, 10)).containsExactly("ga-a", "ga-b");
            assertThat(ids(own, new AcceleratorId("ga-b"), 10)).containsExactly("ga-c");
            var page =
                    own.lists().page(AcceleratorSearch.all(StoreFixture.ACTOR.account()), null, 10);
            assertThat(await(page).more()).isTrue();
        }
    }

    /** PostgreSQL compresses them to next to nothing. */
    @Test
    void an_accelerator_of_nearly_the_largest_size_is_a_page() {
        var own = new StoreFixture();
        try (own) {
            for (var id : List.of("ga-a", "ga-b")) {
                own.append(id, 0, created(id), new AcceleratorRenamed("x".repeat(4_000_000)));
            }

            assertThat(ids(own, null, 10)).containsExactly("ga-a");
            assertThat(ids(own, new AcceleratorId("ga-a"), 10)).containsExactly("ga-b");
        }
    }

    private static List<String> ids(StoreFixture own, @Nullable AcceleratorId after, int limit) {
        return ids(own, StoreFixture.ACTOR.account(), after, limit);
    }

    private static List<String> ids(
            StoreFixture own, String account, @Nullable AcceleratorId after, int limit) {
        var place = after == null ? null : new Place(after.text(), after);
        return await(own.lists().page(AcceleratorSearch.all(account), place, limit)).rows().stream()
                .map(row -> row.image().id().text())
                .toList();
    }

    private static void appendToBoth(String one, String other) {
        while (true) {
            try {
                fixture.append(next(one), next(other));
                return;
            } catch (VersionConflictException e) {
                Thread.onSpinWait();
            }
        }
    }

    private static Append next(String id) {
        long revision = fixture.load(id).size();
        return new Append(id, revision, List.of(revision == 0 ? created(id) : listenerAdded()));
    }

    private static void times(int count, Runnable action) {
        for (int i = 0; i < count; i++) {
            action.run();
        }
    }

    private static void atOnce(int writers, Runnable writer) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> task =
                    () -> {
                        writer.run();
                        return true;
                    };
            var tasks = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < writers; i++) {
                tasks.add(task);
            }
            for (var done : threads.invokeAll(tasks)) {
                assertThat(done.get()).isTrue();
            }
        }
    }

    private static List<RecordedEvent> concat(List<RecordedEvent> one, List<RecordedEvent> other) {
        var all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }
}
