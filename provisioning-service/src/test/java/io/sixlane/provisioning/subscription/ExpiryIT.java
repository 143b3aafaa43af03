package io.sixlane.provisioning.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorCreated;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorSuspended;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.provisioning.ApiClient;
import io.sixlane.provisioning.RunningApplication;
import io.sixlane.provisioning.TestPlatform;
import io.sixlane.provisioning.clock.ClockConfiguration;
import io.sixlane.provisioning.clock.DatabaseClock;
import io.sixlane.provisioning.eventstore.AcceleratorViews;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.Change;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.eventstore.StoreFixture;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Status;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks at the ends of terms in a real database, at times of the test's own. */
class ExpiryIT {
    private static final Instant END = Instant.parse("2090-03-31T10:00:00.5Z");
    private static final Instant GRACE_OVER = END.plus(Duration.ofDays(7));

    private static RunningApplication application;

    private final AcceleratorId id = new AcceleratorId(StoreFixture.newAccelerator());
    private final AcceleratorId later = new AcceleratorId(StoreFixture.newAccelerator());

    @BeforeAll
    static void start() {
        application = new RunningApplication(TestPlatform.kafka());
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    /** Each test looks at terms of its own only. */
    @BeforeEach
    void forgetAccelerators() {
        sql("delete from accelerator_view");
    }

    @Test
    void several_instances_suspend_an_accelerator_past_its_grace_once() throws Exception {
        var expiry = application.bean(Expiry.class);
        create(application, id, END);
        create(application, later, END.plusSeconds(60));

        assertThat(look(expiry, GRACE_OVER.minusMillis(1))).isZero();
        var looks = Flux.range(0, 8).flatMap(_ -> expiry.look(GRACE_OVER.plusSeconds(2)));
        assertThat(TestPlatform.await(looks.reduce(0L, Long::sum))).isEqualTo(1);
        assertThat(look(expiry, GRACE_OVER.plusSeconds(3))).isZero();

        assertThat(log(id))
                .extracting(RecordedEvent::event)
                .hasExactlyElementsOfTypes(AcceleratorCreated.class, AcceleratorSuspended.class);
        assertThat(log(id).getLast().actor().account()).isEqualTo("local");
        assertThat(forwards(application, id)).isFalse();
        assertThat(forwards(application, later)).isTrue();
        assertThat(application.json("/v1/accelerators/" + id).at("/warnings/0/stage").asString())
                .isEqualTo("SUSPENDED");
        assertThat(application.json("/v1/accelerators/" + later).at("/warnings").isEmpty())
                .isTrue();
    }

    @Test
    void suspends_what_comes_after_more_than_can_be_read_together_that_cannot_be_suspended() {
        create(application, id, END);
        create(application, later, END.plusSeconds(1));
        // As a later version of the service writes it, which this one must not overwrite.
        sql(
                "update accelerator_view set body = body || '{\"later\": 1}' where accelerator_id = '%s'"
                        .formatted(id));
        copies(id, 1_100, "body || '{\"specification\": []}'");

        assertThat(look(instance(new SimpleMeterRegistry()), GRACE_OVER.plusSeconds(5)))
                .isEqualTo(1);

        assertThat(forwards(application, later)).isFalse();
        assertThat(log(id)).hasSize(1);
    }

    @Test
    void announces_each_stage_of_a_term_once_in_the_log_and_in_a_meter() {
        var meters = new SimpleMeterRegistry();
        var expiry = instance(meters);
        create(application, id, END);
        var messages = new ListAppender<ILoggingEvent>();
        messages.start();
        var logger = (Logger) LoggerFactory.getLogger(Expiry.class);
        logger.addAppender(messages);
        try {
            look(expiry, END.minus(Duration.ofDays(31)));
            assertThat(meters.find(SubscriptionMeters.WARNINGS).counters()).isEmpty();
            for (var before : List.of(29, 28, 6, 5, 1, 0, -1)) {
                look(expiry, END.minus(Duration.ofDays(before)).plusSeconds(1));
                // The service has started again, and another instance looks, too.
                look(instance(meters), END.minus(Duration.ofDays(before)).plusSeconds(2));
            }
        } finally {
            logger.detachAppender(messages);
        }

        assertThat(ExpiryStage.values())
                .filteredOn(ExpiryStage::isWarning)
                .allSatisfy(stage -> assertThat(warnings(meters, stage)).isEqualTo(1));
        assertThat(messages.list)
                .extracting(
                        message -> message.getFormattedMessage() + " " + message.getKeyValuePairs())
                .containsExactly(
                        announced("WITHIN_30_DAYS"),
                        announced("WITHIN_7_DAYS"),
                        announced("WITHIN_1_DAY"),
                        announced("IN_GRACE"));
    }

    private String announced(String stage) {
        return "term ends [accelerator=\"%s\", account=\"local\", stage=\"%s\", expiresAt=\"%s\"]"
                .formatted(id, stage, END);
    }

    @Test
    void announces_a_stage_that_began_while_no_instance_ran() {
        var meters = new SimpleMeterRegistry();
        create(application, id, END);

        look(instance(meters), END.minus(Duration.ofDays(3)));

        assertThat(warnings(meters, ExpiryStage.WITHIN_7_DAYS)).isEqualTo(1);
        assertThat(meters.find(SubscriptionMeters.WARNINGS).counters()).hasSize(1);
    }

    @Test
    void announces_the_stages_of_a_renewed_term_again() {
        var meters = new SimpleMeterRegistry();
        create(application, id, END);
        look(instance(meters), END.minus(Duration.ofDays(3)));
        sql(
                "update accelerator_view set body = body || '{\"expiresAt\":"
                        + " \"2090-04-30T10:00:00Z\"}'");

        look(instance(meters), END.plus(Duration.ofDays(28)));

        assertThat(warnings(meters, ExpiryStage.WITHIN_7_DAYS)).isEqualTo(2);
    }

    @Test
    void announces_all_of_many_terms_that_come_near_their_end_together() {
        var meters = new SimpleMeterRegistry();
        create(application, id, END);
        copies(id, 2_500, "body");

        look(instance(meters), END.minus(Duration.ofDays(30)).plusSeconds(1));

        assertThat(warnings(meters, ExpiryStage.WITHIN_30_DAYS)).isEqualTo(2_501);
    }

    /** As another instance has it, or this one after a restart. */
    private static Expiry instance(MeterRegistry meters) {
        return instance(meters, 1);
    }

    private static Expiry instance(MeterRegistry meters, double largestShare) {
        return new Expiry(
                application.bean(ExpiryViewRepository.class),
                application.bean(AcceleratorViews.class),
                application.bean(EventStore.class),
                new SubscriptionProperties(
                        Duration.ofDays(7), Duration.ofMinutes(1), largestShare, 5, false),
                meters);
    }

    @Test
    void accelerators_near_their_end_are_renewed_where_they_renew_by_themselves() {
        create(application, id, END);
        create(application, later, END.plus(Duration.ofDays(2)));
        var renewed = new ArrayList<String>();
        for (var autoRenew : List.of(false, true)) {
            new AutoRenewal(
                            application.bean(ExpiryViewRepository.class),
                            application.bean(AcceleratorViews.class),
                            image -> {
                                renewed.add(image.id().text());
                                return Mono.empty();
                            },
                            new SubscriptionProperties(
                                    Duration.ofDays(7), Duration.ofMinutes(1), 1, 5, autoRenew))
                    .look(END.minus(Duration.ofHours(23)))
                    .block(Duration.ofSeconds(30));
            assertThat(renewed.contains(id.text())).isEqualTo(autoRenew);
        }
        assertThat(renewed).doesNotContain(later.text());
    }

    @Test
    void a_look_that_finds_too_many_terms_over_suspends_none_and_alarms() {
        var meters = new SimpleMeterRegistry();
        create(application, id, END);
        create(application, later, END.plus(Duration.ofDays(400)));
        copies(id, 6, "body");
        copies(later, 23, "body", 100);
        var expiry = instance(meters, 0.2);

        // 7 of 31 are over.
        assertThat(look(expiry, GRACE_OVER.plusSeconds(1))).isZero();
        assertThat(look(expiry, GRACE_OVER.plusSeconds(61))).isZero();
        assertThat(forwards(application, id)).isTrue();
        assertThat(meters.get(SubscriptionMeters.STOPPED).gauge().value()).isEqualTo(1);

        // 7 of 37 are.
        copies(later, 6, "body", 200);
        look(expiry, GRACE_OVER.plusSeconds(121));
        assertThat(forwards(application, id)).isFalse();
        assertThat(meters.get(SubscriptionMeters.STOPPED).gauge().value()).isZero();
    }

    @Test
    void an_instance_with_a_wrong_clock_judges_no_term_and_leaves_service() {
        create(application, id, Instant.now().plus(Duration.ofDays(30)));
        var clock =
                new DatabaseClock(
                        application.bean(DatabaseClient.class),
                        Clock.offset(Clock.systemUTC(), Duration.ofDays(400)),
                        Duration.ofMinutes(1));
        var timer =
                new ExpiryTimer(
                        application.bean(AutoRenewal.class),
                        instance(new SimpleMeterRegistry()),
                        application.bean(SubscriptionProperties.class),
                        clock);

        assertThat(timer.look().blockOptional(Duration.ofSeconds(30))).isEmpty();

        assertThat(forwards(application, id)).isTrue();
        assertThat(ClockConfiguration.health(clock.last()).getStatus())
                .isEqualTo(Status.OUT_OF_SERVICE);
        // Its timestamps are PostgreSQL's nevertheless.
        assertThat(clock.instant())
                .isBetween(Instant.now().minusSeconds(5), Instant.now().plusSeconds(5));
    }

    @Test
    void an_operator_undoes_a_mistaken_suspension() throws Exception {
        create(application, id, END);
        assertThat(look(instance(new SimpleMeterRegistry()), GRACE_OVER.plusSeconds(1)))
                .isEqualTo(1);
        var client = new ApiClient(application.port(), "operator");

        var listed = client.get("/v1/suspensions").json();
        assertThat(listed.at("/items/0/acceleratorId").asString()).isEqualTo(id.text());
        assertThat(listed.at("/more").asInt()).isZero();
        var path = "/v1/accelerators/" + id + "/resumption";
        assertThat(new ApiClient(application.port(), "ann").post(path, "").problem())
                .isEqualTo("role-missing");
        assertThat(client.post(path, "", "If-Match", "\"1\"").status()).isEqualTo(412);
        var resumed = client.post(path, "");

        assertThat(resumed.status()).isEqualTo(200);
        assertThat(resumed.json().path("revision").asInt()).isEqualTo(3);
        assertThat(forwards(application, id)).isTrue();
        assertThat(log(id).getLast().actor().account()).isEqualTo("local");
        assertThat(client.post(path, "").json().path("revision").asInt()).isEqualTo(3);
        assertThat(client.get("/v1/suspensions").json().path("items").isEmpty()).isTrue();
    }

    private static long look(Expiry expiry, Instant now) {
        return TestPlatform.await(expiry.look(now));
    }

    private static double warnings(MeterRegistry meters, ExpiryStage stage) {
        return meters.get(SubscriptionMeters.WARNINGS).tag("stage", stage.name()).counter().count();
    }

    static boolean forwards(RunningApplication application, AcceleratorId id) {
        return TestPlatform.await(application.bean(AcceleratorViews.class).find(id)).forwards();
    }

    private static List<RecordedEvent> log(AcceleratorId id) {
        return TestPlatform.await(application.bean(EventStore.class).load(id.text()).collectList());
    }

    /** More accelerators like this one, by ids that come before all others. */
    private static void copies(AcceleratorId id, int many, String body) {
        copies(id, many, body, 10_000);
    }

    /** The same, with ids of their own by {@code from}. */
    private static void copies(AcceleratorId id, int many, String body, int from) {
        sql(
                """
                insert into accelerator_view (accelerator_id, account, revision, body)
                select id, account, revision, %s || jsonb_build_object('id', id)
                  from accelerator_view, (select 'ga-0' || (%s + n) as id from generate_series(1, %s) n) ids
                 where accelerator_id = '%s'
                """
                        .formatted(body, from, many, id));
    }

    private static void sql(String statement) {
        application.bean(DatabaseClient.class).sql(statement).then().block(Duration.ofSeconds(30));
    }

    static void create(RunningApplication application, AcceleratorId id, Instant end) {
        var created =
                new AcceleratorCreated(id, new SpecificationLimits("SMALL_I", 1, 20, 5_000), end);
        var change =
                new Change(
                        new Actor("local", "ann", "", "request"),
                        Instant.parse("2026-01-01T00:00:00Z"),
                        List.of(new Append(id.text(), 0, List.of(created))));
        assertThat(TestPlatform.await(application.bean(EventStore.class).append(change)))
                .hasSize(1);
    }
}
