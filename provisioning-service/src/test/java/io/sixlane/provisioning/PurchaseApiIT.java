package io.sixlane.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.catalog.CatalogEntry;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.order.Money;
import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.platform.EmbeddedPostgres;
import io.sixlane.provisioning.catalogcopy.CatalogCopy;
import io.sixlane.provisioning.payment.PaymentByAccount;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/** Buying over HTTP, paid from balances. */
class PurchaseApiIT {
    private static final String TERM = "'term':{'unit':'MONTH','count':2}";
    private static final String ORDER =
            "{'specification':'SMALL_I','bandwidthType':'BASIC','peakBandwidthMbps':10,"
                    + "'crossBorderMbps':4,"
                    + TERM
                    + "}";
    private static final String AREA =
            "{'area':'ASIA_PACIFIC','regions':[{'region':'cn-hongkong','bandwidthMbps':8,"
                    + "'ipVersion':'IPV6'}]}";

    /** Who waits for a turn, of whatever kind. */
    private static final String WAITING =
            """
            select count(*)
              from pg_locks
             where locktype = 'advisory'
               and not granted
               and database = (select oid
                                 from pg_database
                                where datname = current_database())
            """;

    private static final String DATABASE = TestPlatform.newDatabase();
    private static EmbeddedKafka kafka;
    private static WebServerApplicationContext context;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(TestPlatform.folder("purchase-kafka"), 0);
        context =
                (WebServerApplicationContext)
                        new SpringApplication(ProvisioningApplication.class, PaymentByAccount.class)
                                .run(
                                        TestPlatform.arguments(
                                                DATABASE,
                                                kafka.service("provisioning"),
                                                "--SIXLANE_ADDRESS_POOLS=cn-hongkong=fd00:1::/64",
                                                "--SIXLANE_PAYMENT_METHOD=BALANCE",
                                                "--sixlane.accounts.single.accelerators=1",
                                                "--sixlane.accounts.invoicedsingle.accelerators=1"));
        port = Objects.requireNonNull(context.getWebServer()).getPort();
        publish(new RegionEntry("cn-hongkong", 1, "Hong Kong", "ASIA_PACIFIC", false, true));
        publish(new SpecificationEntry("SMALL_I", 1, "Small I", 1, 20, 5_000, usd(16_500)));
        publish(new SpecificationEntry("SMALL_II", 1, "Small II", 2, 40, 9_000, usd(31_500)));
        publish(
                new BandwidthTypeEntry(
                        "BASIC",
                        1,
                        "Basic",
                        true,
                        true,
                        Set.of(EndpointType.values()),
                        usd(100),
                        usd(700)));
        var catalog = context.getBean(CatalogCopy.class);
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                catalog.bandwidthType("BASIC").blockOptional().isPresent()
                                        && catalog.regions()
                                                .hasElements()
                                                .blockOptional()
                                                .orElse(false));
    }

    @AfterAll
    static void stop() {
        SpringApplication.exit(context);
        kafka.close();
    }

    private static Money usd(long cents) {
        return new Money("USD", cents);
    }

    private static void publish(CatalogEntry entry) throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        kafka.operator().settings(),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            producer.send(
                            new ProducerRecord<>(
                                    Topics.CATALOG, entry.key(), ConfigurationJson.write(entry)))
                    .get();
        }
    }

    private static ApiClient account(String name) {
        return new ApiClient(port, name);
    }

    /** With enough for everything here. */
    private static ApiClient rich(String name) {
        var credit =
                account("operator")
                        .post(
                                "/v1/accounts/" + name + "/credits",
                                "{'currency':'USD','minorUnits':100000000}");
        assertThat(credit.status()).isEqualTo(200);
        return account(name);
    }

    @Test
    void an_account_orders_no_more_accelerators_than_its_quota() {
        var api = rich("single");
        var order = api.post("/v1/orders", ORDER).text("/id");
        assertThat(api.post("/v1/orders/" + order + "/payment", "").status()).isEqualTo(200);

        var refused = api.post("/v1/orders", ORDER);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/type")).endsWith("quota-exceeded");
        assertThat(refused.text("/detail")).contains("accelerators");
    }

    /** 2 × (165.00 + 10 × 1.00 + 4 × 7.00) = 406.00. */
    @Test
    void pays_from_the_balance_and_names_the_missing_amount() {
        var api = account("saver");
        var order = api.post("/v1/orders", ORDER, "Idempotency-Key", "one");
        assertThat(order.json().at("/total/minorUnits").longValue()).isEqualTo(40_600);
        var payment = "/v1/orders/" + order.text("/id") + "/payment";

        var credits = "/v1/accounts/saver/credits";
        assertThat(api.post(credits, "{'currency':'USD','minorUnits':1}").problem())
                .isEqualTo("role-missing");
        var operator = account("operator");
        assertThat(operator.post(credits, "{'currency':'usd','minorUnits':0}").badFields())
                .containsExactly("/currency", "/minorUnits");
        var credited = operator.post(credits, "{'currency':'USD','minorUnits':40000}");
        assertThat(credited.json().at("/amounts/0/minorUnits").longValue()).isEqualTo(40_000);

        var refused = api.post(payment, "");
        assertThat(refused.status()).isEqualTo(402);
        assertThat(refused.json().at("/missing").longValue()).isEqualTo(600);
        assertThat(
                        operator.post(
                                        credits,
                                        "{'currency':'USD','minorUnits':600}",
                                        "If-Match",
                                        "\"7\"")
                                .status())
                .isEqualTo(412);
        assertThat(
                        operator.post(
                                        credits,
                                        "{'currency':'USD','minorUnits':700}",
                                        "If-Match",
                                        credited.header("ETag"))
                                .status())
                .isEqualTo(200);

        var paid = api.post(payment, "");
        assertThat(paid.status()).isEqualTo(200);
        assertThat(paid.text("/crossBorderPlanId")).startsWith("gbwp-");
        assertThat(api.post(payment, "").json()).isEqualTo(paid.json());
        assertThat(api.get("/v1/account/balance").json().at("/amounts/0/minorUnits").longValue())
                .isEqualTo(100);
        assertThat(api.delete("/v1/orders/" + order.text("/id")).problem())
                .isEqualTo("order-closed");
        var again = api.post("/v1/orders", ORDER, "Idempotency-Key", "one");
        assertThat(again.json()).isEqualTo(order.json());
    }

    @Test
    void an_order_is_fulfilled_when_an_operator_confirms_its_invoice() {
        var api = account("invoiced");
        var order = "/v1/orders/" + api.post("/v1/orders", ORDER).text("/id");

        var awaited = api.post(order + "/payment", "");
        assertThat(awaited.status()).isEqualTo(202);
        assertThat(awaited.text("/status")).isEqualTo("PAYMENT_PENDING");
        assertThat(awaited.text("/invoice")).startsWith("inv-");
        assertThat(awaited.json().at("/acceleratorId").isNull()).isTrue();
        assertThat(api.post(order + "/payment", "").json()).isEqualTo(awaited.json());
        assertThat(api.post(order + "/confirm-payment", "").problem()).isEqualTo("role-missing");

        var operator = account("operator");
        var stale = operator.post(order + "/confirm-payment", "", "If-Match", "\"1\"");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.header("ETag")).isEqualTo("\"2\"");
        assertThat(stale.text("/detail")).startsWith("The resource is at revision 2;");
        var confirmed = operator.post(order + "/confirm-payment", "", "If-Match", "\"2\"");
        assertThat(confirmed.status()).isEqualTo(200);
        assertThat(confirmed.text("/status")).isEqualTo("PAID");
        assertThat(operator.post(order + "/confirm-payment", "").json())
                .isEqualTo(confirmed.json());

        var path = "/v1/accelerators/" + confirmed.text("/acceleratorId");
        assertThat(api.get(path).text("/account")).isEqualTo("invoiced");
        var events = api.get(path + "/events").json();
        assertThat(events.at("/items/0/actor/account").asString()).isEqualTo("invoiced");

        var whole =
                "{'bundle':{'specification':'SMALL_I','bandwidthType':'BASIC',"
                        + "'peakBandwidthMbps':10},"
                        + TERM
                        + "}";
        assertThat(api.post("/v1/accelerators", whole).problem()).isEqualTo("payment-not-at-once");
        assertThat(api.get("/v1/orders").json().at("/items")).hasSize(1);
        var other = "/v1/orders/" + api.post("/v1/orders", ORDER).text("/id");
        assertThat(operator.post(other + "/confirm-payment", "").problem())
                .isEqualTo("payment-not-awaited");
        assertThat(api.post(other + "/payment", "").status()).isEqualTo(202);
        assertThat(api.delete(other).status()).isEqualTo(204);
        assertThat(operator.post(other + "/confirm-payment", "").status()).isEqualTo(409);
    }

    @Test
    void a_repeated_credit_is_paid_in_once() {
        var operator = account("operator");
        var credits = "/v1/accounts/twice/credits";
        var body = "{'currency':'USD','minorUnits':500}";

        var first = operator.post(credits, body, "Idempotency-Key", "transfer-7");
        assertThat(operator.post(credits, body).status()).isEqualTo(200);
        var again =
                operator.post(credits, body, "Idempotency-Key", "transfer-7", "If-Match", "\"0\"");

        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("ETag")).isEqualTo("\"1\"").isEqualTo(first.header("ETag"));
        assertThat(
                        operator.post(
                                        credits,
                                        "{'currency':'USD','minorUnits':501}",
                                        "Idempotency-Key",
                                        "transfer-7")
                                .problem())
                .isEqualTo("idempotency-key-reused");
        assertThat(
                        account("twice")
                                .get("/v1/account/balance")
                                .json()
                                .at("/amounts/0/minorUnits")
                                .longValue())
                .isEqualTo(1_000);
    }

    @Test
    void gives_orders_page_by_page() {
        var api = account("pages");
        var plan = "{'kind':'PLAN','bandwidthType':'BASIC','bandwidthMbps':8," + TERM + "}";
        var placed =
                IntStream.range(0, 3)
                        .mapToObj(_ -> api.post("/v1/orders", plan).text("/id"))
                        .toList();

        var found = new ArrayList<String>();
        var token = "";
        do {
            var page = api.get("/v1/orders?limit=2&pageToken=" + token).json();
            page.at("/items").valueStream().map(o -> o.at("/id").asString()).forEach(found::add);
            token = page.at("/nextPageToken").isNull() ? "" : page.at("/nextPageToken").asString();
        } while (!token.isEmpty());

        assertThat(found).containsExactlyElementsOf(placed.stream().sorted().toList());
        assertThat(account("pages-other").get("/v1/orders").json().at("/items")).isEmpty();
        assertThat(api.get("/v1/orders?limit=0").status()).isEqualTo(400);
    }

    @Test
    void binds_resizes_replaces_and_frees_plans() {
        var api = rich("acme");
        var paid = buy(api, ORDER);
        var path = "/v1/accelerators/" + paid.text("/acceleratorId");
        var basic = paid.text("/bandwidthPlanId");
        var abroad = paid.text("/crossBorderPlanId");
        assertThat(api.put(path + "/bandwidth-plans/" + abroad, "").problem())
                .isEqualTo("plan-not-bound");
        assertThat(api.put(path + "/bandwidth-plans/" + basic, "").status()).isEqualTo(200);
        var both = api.put(path + "/bandwidth-plans/" + abroad, "");
        assertThat(both.text("/crossBorderPlan/planId")).isEqualTo(abroad);
        assertThat(api.post(path + "/acceleration-areas", AREA).status()).isEqualTo(201);

        var plan = "/v1/bandwidth-plans/" + basic;
        assertThat(api.get(plan).text("/boundTo")).isEqualTo(paid.text("/acceleratorId"));
        assertThat(account("evil").get(plan).status()).isEqualTo(404);
        assertThat(api.patch(plan, "{'bandwidthMbps':7}").problem())
                .isEqualTo("plan-below-allocated");
        assertThat(api.patch(plan, "{'bandwidthMbps':1000001}").badFields())
                .containsExactly("/bandwidthMbps");
        assertThat(api.patch(plan, "{'bandwidthMbps':12}", "If-Match", "\"1\"").status())
                .isEqualTo(412);
        var etag = api.get(plan).header("ETag");
        assertThat(api.patch(plan, "{'bandwidthMbps':12}", "If-Match", etag).status())
                .isEqualTo(200);
        assertThat(api.get(plan).json().at("/bandwidthMbps").intValue()).isEqualTo(12);
        assertThat(api.get(path).json().at("/plan/bandwidthMbps").intValue()).isEqualTo(12);

        assertThat(api.delete(path + "/bandwidth-plans/" + basic).problem())
                .isEqualTo("plan-has-regions");
        var other =
                buy(api, "{'kind':'PLAN','bandwidthType':'BASIC','bandwidthMbps':8," + TERM + "}")
                        .text("/bandwidthPlanId");
        var replaced = api.put(path + "/bandwidth-plans/" + basic + "/replacement/" + other, "");
        assertThat(replaced.text("/plan/planId")).isEqualTo(other);
        assertThat(api.get(plan).json().at("/boundTo").isNull()).isTrue();
        assertThat(api.delete("/v1/bandwidth-plans/" + other).problem())
                .isEqualTo("bandwidth-plan-in-use");
        assertThat(api.delete(plan).status()).isEqualTo(204);
        assertThat(api.get(plan).status()).isEqualTo(404);

        assertThat(api.delete(path + "?cascade=true").status()).isEqualTo(204);
        var plans = api.get("/v1/bandwidth-plans").json().at("/items");
        assertThat(plans.valueStream().map(item -> item.at("/id").asString()))
                .containsExactlyInAnyOrder(other, abroad);
        assertThat(plans.valueStream().map(item -> item.at("/boundTo").isNull()))
                .containsOnly(true);
    }

    @Test
    void renews_and_grows() {
        var api = rich("grower");
        var paid = buy(api, ORDER);
        var path = "/v1/accelerators/" + paid.text("/acceleratorId");
        assertThat(api.put(path + "/bandwidth-plans/" + paid.text("/bandwidthPlanId"), "").status())
                .isEqualTo(200);
        var before = api.get(path).text("/expiresAt");

        var renewal = api.post(path + "/renewals", "{" + TERM + "}", "Idempotency-Key", "r");
        assertThat(renewal.json().at("/total/minorUnits").longValue())
                .isEqualTo(2 * (16_500 + 10 * 100));
        assertThat(api.post(path + "/renewals", "{" + TERM + "}", "Idempotency-Key", "r").json())
                .isEqualTo(renewal.json());
        assertThat(api.post("/v1/orders/" + renewal.text("/id") + "/payment", "").status())
                .isEqualTo(200);
        assertThat(api.get(path).text("/expiresAt")).isGreaterThan(before);

        var id = paid.text("/acceleratorId");
        buy(
                api,
                "{'kind':'MODIFICATION','acceleratorId':'"
                        + id
                        + "','specification':'SMALL_II','bandwidthMbps':30}");
        var grown = api.get(path);
        assertThat(grown.text("/specification/code")).isEqualTo("SMALL_II");
        assertThat(grown.json().at("/plan/bandwidthMbps").intValue()).isEqualTo(30);
        assertThat(
                        api.post(
                                        "/v1/orders",
                                        "{'kind':'MODIFICATION','acceleratorId':'"
                                                + id
                                                + "','specification':'SMALL_I'}")
                                .problem())
                .isEqualTo("bandwidth-above-specification");
    }

    @Test
    void an_order_that_waited_is_not_paid_when_its_price_has_changed() {
        var api = rich("waiter");
        var accelerator = boundAccelerator(api);
        var id = accelerator.substring(accelerator.lastIndexOf('/') + 1);
        var renewal = place(api, renewal(id));
        var larger = place(api, modification(id, "'bandwidthMbps':12"));
        buy(api, modification(id, "'specification':'SMALL_II'"));
        var before = api.get(accelerator);
        var balance = api.get("/v1/account/balance").json();

        var refused = api.post(renewal + "/payment", "");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("order-price-changed");
        assertThat(api.get(accelerator).json()).isEqualTo(before.json());
        assertThat(api.get("/v1/account/balance").json()).isEqualTo(balance);
        assertThat(api.get(renewal).text("/status")).isEqualTo("PLACED");

        buy(api, renewal(id));
        assertThat(api.post(larger + "/payment", "").problem()).isEqualTo("order-price-changed");
        assertThat(api.get(accelerator).json().at("/plan/bandwidthMbps").intValue()).isEqualTo(10);
    }

    @Test
    void an_order_that_waited_is_paid_when_something_else_changed() {
        var api = rich("patient");
        var accelerator = boundAccelerator(api);
        var id = accelerator.substring(accelerator.lastIndexOf('/') + 1);
        var larger = place(api, modification(id, "'bandwidthMbps':12"));
        var renewal = place(api, renewal(id));
        assertThat(api.patch(accelerator, "{'name':'shop'}").status()).isEqualTo(200);

        assertThat(api.post(larger + "/payment", "").status()).isEqualTo(200);
        assertThat(api.post(renewal + "/payment", "").problem()).isEqualTo("order-price-changed");
        assertThat(api.delete(renewal).status()).isEqualTo(204);

        var again = place(api, renewal(id));
        assertThat(api.post(again + "/payment", "").status()).isEqualTo(200);
    }

    @Test
    void an_invoice_is_not_confirmed_when_its_price_has_changed() {
        var api = account("invoiced-waiter");
        var accelerator = confirmedAccelerator(api);
        var id = accelerator.substring(accelerator.lastIndexOf('/') + 1);
        var renewal = place(api, renewal(id));
        assertThat(api.post(renewal + "/payment", "").status()).isEqualTo(202);
        var larger = place(api, modification(id, "'specification':'SMALL_II'"));
        assertThat(api.post(larger + "/payment", "").status()).isEqualTo(202);
        var operator = account("operator");
        assertThat(operator.post(larger + "/confirm-payment", "").status()).isEqualTo(200);
        var until = api.get(accelerator).text("/expiresAt");

        assertThat(operator.post(renewal + "/confirm-payment", "").problem())
                .isEqualTo("order-price-changed");

        assertThat(api.get(accelerator).text("/expiresAt")).isEqualTo(until);
    }

    /** Both payments have come as far as the account's turn before one of them gets it. */
    @Test
    void orders_placed_within_the_quota_are_not_paid_beyond_it() throws Exception {
        var api = account("invoicedsingle");
        var operator = account("operator");
        var orders = List.of(place(api, ORDER), place(api, ORDER));
        for (var order : orders) {
            assertThat(api.post(order + "/payment", "").status()).isEqualTo(202);
        }
        var late = place(api, ORDER);
        List<CompletableFuture<ApiClient.Answer>> confirmations;
        try (var connection = connect()) {
            connection.setAutoCommit(false);
            ask(
                    connection,
                    "select pg_advisory_xact_lock("
                            + "hashtextextended('accelerators of invoicedsingle', 0))::text");
            confirmations =
                    orders.stream()
                            .map(order -> order + "/confirm-payment")
                            .map(
                                    path ->
                                            CompletableFuture.supplyAsync(
                                                    () -> operator.post(path, "")))
                            .toList();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> ask(connection, WAITING).equals("2"));
            connection.rollback();
        }

        assertThat(confirmations.stream().map(CompletableFuture::join))
                .extracting(ApiClient.Answer::status)
                .containsExactlyInAnyOrder(200, 422);
        assertThat(api.get("/v1/accelerators").json().at("/items")).hasSize(1);
        assertThat(api.post(late + "/payment", "").problem()).isEqualTo("quota-exceeded");
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%s/%s"
                        .formatted(TestPlatform.postgresPort(), DATABASE),
                EmbeddedPostgres.USER,
                TestPlatform.postgresPassword());
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(sql)) {
            assertThat(answer.next()).isTrue();
            return answer.getString(1);
        }
    }

    @Test
    void sizes_stay_while_a_change_may_be_taken_back() {
        var api = rich("careful");
        var accelerator = boundAccelerator(api);
        var id = accelerator.substring(accelerator.lastIndexOf('/') + 1);
        assertThat(api.post(accelerator + "/acceleration-areas", AREA).status()).isEqualTo(201);
        var smaller = place(api, modification(id, "'bandwidthMbps':9"));
        var region = accelerator + "/acceleration-areas/cn-hongkong";
        assertThat(api.patch(region + "?confirmWithin=1h", "{'bandwidthMbps':2}").status())
                .isEqualTo(200);
        var plan = "/v1/bandwidth-plans/" + api.get(accelerator).text("/plan/planId");

        assertThat(api.patch(plan, "{'bandwidthMbps':4}").problem())
                .isEqualTo("change-awaits-confirmation");
        assertThat(api.post(smaller + "/payment", "").problem())
                .isEqualTo("change-awaits-confirmation");
        buy(api, renewal(id));

        assertThat(api.post(accelerator + "/confirm", "").status()).isEqualTo(200);
        assertThat(api.patch(plan, "{'bandwidthMbps':4}").status()).isEqualTo(200);
    }

    @Test
    void a_dry_run_of_a_resize_shows_all_of_its_effects() {
        var api = rich("foresight");
        var accelerator = boundAccelerator(api);
        var plan = "/v1/bandwidth-plans/" + api.get(accelerator).text("/plan/planId");
        var before = api.get(plan).header("ETag");

        var dry = api.patch(plan + "?dryRun=true", "{'bandwidthMbps':12}");

        assertThat(
                        dry.json()
                                .at("/events")
                                .valueStream()
                                .map(event -> event.at("/type").asString()))
                .containsExactlyInAnyOrder(
                        "ModificationOrdered",
                        "OrderFulfilled",
                        "BandwidthPlanBound",
                        "BandwidthPlanResized",
                        "AccountDebited");
        assertThat(dry.json().at("/changes/0/after").asString()).isEqualTo("12");
        assertThat(api.get(plan).header("ETag")).isEqualTo(before);
    }

    @Test
    void a_dry_run_of_a_payment_makes_no_accelerator() {
        var api = rich("hesitant");
        var order = place(api, ORDER);

        var dry = api.post(order + "/payment?dryRun=true", "");

        assertThat(
                        dry.json()
                                .at("/events")
                                .valueStream()
                                .map(event -> event.at("/type").asString()))
                .contains("OrderPaid", "AcceleratorCreated", "AccountDebited");
        assertThat(api.get(order).text("/status")).isEqualTo("PLACED");
        assertThat(api.get("/v1/accelerators").json().at("/items")).isEmpty();
    }

    @Test
    void two_resizes_of_one_plan_revision_make_one() {
        var api = rich("racer");
        var accelerator = boundAccelerator(api);
        var plan = "/v1/bandwidth-plans/" + api.get(accelerator).text("/plan/planId");
        for (var round = 0; round < 5; round++) {
            var etag = api.get(plan).header("ETag");
            var sizes = List.of(11 + round % 2 * 2, 12 + round % 2 * 2);

            var resized =
                    sizes.stream()
                            .map(
                                    mbps ->
                                            CompletableFuture.supplyAsync(
                                                    () ->
                                                            api.patch(
                                                                    plan,
                                                                    "{'bandwidthMbps':"
                                                                            + mbps
                                                                            + "}",
                                                                    "If-Match",
                                                                    etag)))
                            .toList()
                            .stream()
                            .map(CompletableFuture::join)
                            .toList();

            assertThat(resized.stream().map(ApiClient.Answer::status))
                    .containsExactlyInAnyOrder(200, 412);
            assertThat(
                            resized.stream()
                                    .filter(answer -> answer.status() == 200)
                                    .map(answer -> answer.header("ETag")))
                    .containsExactly(api.get(plan).header("ETag"));
        }
    }

    @Test
    void a_repeated_resize_is_the_first_one() {
        var api = rich("repeater");
        var accelerator = boundAccelerator(api);
        var plan = "/v1/bandwidth-plans/" + api.get(accelerator).text("/plan/planId");
        var etag = api.get(plan).header("ETag");
        String[] headers = {"If-Match", etag, "Idempotency-Key", "larger"};

        var first = api.patch(plan, "{'bandwidthMbps':12}", headers);
        assertThat(api.patch(plan, "{'bandwidthMbps':13}").status()).isEqualTo(200);
        var again = api.patch(plan, "{'bandwidthMbps':12}", headers);

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag")).isNotEqualTo(etag);
        assertThat(api.get(plan).json().at("/bandwidthMbps").intValue()).isEqualTo(13);
        assertThat(api.patch(plan, "{'bandwidthMbps':14}", headers).problem())
                .isEqualTo("idempotency-key-reused");
    }

    @Test
    void an_unpaid_resize_leaves_no_order() {
        var api = account("spender");
        account("operator")
                .post("/v1/accounts/spender/credits", "{'currency':'USD','minorUnits':40600}");
        var accelerator = boundAccelerator(api);
        var plan = "/v1/bandwidth-plans/" + api.get(accelerator).text("/plan/planId");

        assertThat(api.patch(plan, "{'bandwidthMbps':12}").problem())
                .isEqualTo("balance-too-short");

        assertThat(api.get("/v1/orders").json().at("/items")).hasSize(1);
        assertThat(api.patch(plan, "{'bandwidthMbps':8}").status()).isEqualTo(200);
    }

    @Test
    void a_resize_waits_for_its_invoice() {
        var api = account("invoiced-grower");
        var accelerator = confirmedAccelerator(api);
        var plan = "/v1/bandwidth-plans/" + api.get(accelerator).text("/plan/planId");

        var awaited = api.patch(plan, "{'bandwidthMbps':12}", "Idempotency-Key", "larger");

        assertThat(awaited.status()).isEqualTo(202);
        assertThat(awaited.text("/invoice")).startsWith("inv-");
        assertThat(awaited.header("ETag")).isEqualTo(api.get(plan).header("ETag"));
        var again = api.patch(plan, "{'bandwidthMbps':12}", "Idempotency-Key", "larger");
        assertThat(again.json()).isEqualTo(awaited.json());
        var order = "/v1/orders/" + awaited.text("/id");
        assertThat(account("operator").post(order + "/confirm-payment", "").status())
                .isEqualTo(200);
        assertThat(api.get(plan).json().at("/bandwidthMbps").intValue()).isEqualTo(12);
    }

    @Test
    void an_unbound_plan_explains_how_to_resize_it() {
        var api = rich("undecided");
        var body = "{'kind':'PLAN','bandwidthType':'BASIC','bandwidthMbps':30," + TERM + "}";
        var plan = buy(api, body).text("/bandwidthPlanId");

        var refused = api.patch("/v1/bandwidth-plans/" + plan, "{'bandwidthMbps':20}");

        assertThat(refused.problem()).isEqualTo("bandwidth-plan-not-bound");
        assertThat(refused.text("/detail")).contains("order one of another size and delete this");
    }

    @Test
    void events_carry_reason_and_trace_also_when_an_operator_confirms() {
        var api = account("invoiced-why");
        var trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        var order = place(api, ORDER);
        assertThat(api.post(order + "/payment", "").status()).isEqualTo(202);

        var confirmed =
                account("operator")
                        .post(
                                order + "/confirm-payment",
                                "",
                                "X-Reason",
                                " transfer 7 ",
                                "traceparent",
                                trace);

        var path = "/v1/accelerators/" + confirmed.text("/acceleratorId");
        var actor = api.get(path + "/events").json().at("/items/0/actor");
        assertThat(actor.at("/reason").asString()).isEqualTo("transfer 7");
        assertThat(actor.at("/traceparent").asString()).isEqualTo(trace);
        assertThat(api.patch(path, "{'name':'shop'}", "X-Reason", "x".repeat(256)).status())
                .isEqualTo(200);
        assertThat(api.get(path + "/events?from=2").text("/items/0/actor/reason"))
                .isEqualTo("x".repeat(256));
        var tooLong = api.patch(path, "{'name':'other'}", "X-Reason", "x".repeat(257));
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.text("/detail")).contains("X-Reason");
        assertThat(api.get(path).text("/name")).isEqualTo("shop");
    }

    private static String renewal(String acceleratorId) {
        return "{'kind':'RENEWAL','acceleratorId':'" + acceleratorId + "'," + TERM + "}";
    }

    private static String modification(String acceleratorId, String sizes) {
        return "{'kind':'MODIFICATION','acceleratorId':'" + acceleratorId + "'," + sizes + "}";
    }

    /** The path of an accelerator with its basic plan. */
    private static String boundAccelerator(ApiClient api) {
        return bound(api, buy(api, ORDER));
    }

    /** The same for an account that gets invoices. */
    private static String confirmedAccelerator(ApiClient api) {
        var order = place(api, ORDER);
        assertThat(api.post(order + "/payment", "").status()).isEqualTo(202);
        return bound(api, account("operator").post(order + "/confirm-payment", ""));
    }

    private static String bound(ApiClient api, ApiClient.Answer paid) {
        var path = "/v1/accelerators/" + paid.text("/acceleratorId");
        var plan = path + "/bandwidth-plans/" + paid.text("/bandwidthPlanId");
        assertThat(api.put(plan, "").status()).isEqualTo(200);
        return path;
    }

    /** The path of an order that is not paid. */
    private static String place(ApiClient api, String body) {
        var order = api.post("/v1/orders", body);
        assertThat(order.status()).as(order.response().body()).isEqualTo(201);
        return "/v1/orders/" + order.text("/id");
    }

    private static ApiClient.Answer buy(ApiClient api, String body) {
        var order = api.post("/v1/orders", body);
        assertThat(order.status()).as(order.response().body()).isEqualTo(201);
        var paid = api.post("/v1/orders/" + order.text("/id") + "/payment", "");
        assertThat(paid.status()).as(paid.response().body()).isEqualTo(200);
        return paid;
    }
}
