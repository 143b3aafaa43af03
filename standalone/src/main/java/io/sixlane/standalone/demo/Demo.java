package io.sixlane.standalone.demo;

import io.sixlane.standalone.Narrator;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Walks the seed's own case: people in Hong Kong with IPv6 only, a server in Silicon Valley with
 * IPv4 only, off the cloud.
 */
public final class Demo {

    /** The answer of the web server on {@code /download}. */
    public static final int DOWNLOAD_BYTES = 2_000_000;

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PROGRAMMED_LIMIT = Duration.ofSeconds(60);
    private static final Duration METRICS_LIMIT = Duration.ofSeconds(90);
    private static final Duration ROUTE_LIMIT = Duration.ofSeconds(60);

    /** The share of the direct time that another way may take to count as faster. */
    private static final double FASTER = 0.75;

    private final DemoTarget target;
    private final Narrator narrator;
    private final PublicApi api;
    private final List<Exchange> exchanges = new ArrayList<>();
    private @Nullable String acceleratorId;
    private @Nullable String acceleratedIp;
    private @Nullable String url;
    private @Nullable Fetch fetch;
    private @Nullable Crossing before;
    private @Nullable Crossing after;
    private @Nullable JsonNode metrics;

    public Demo(DemoTarget target, Narrator narrator) {
        this.target = target;
        this.narrator = narrator;
        this.api = new PublicApi(target.gateway(), target.authorization());
    }

    /** Does not throw for a step that fails; the report shows it. */
    public DemoReport walk() {
        try {
            var bundle = recommend();
            var id = buy(bundle);
            var address = accelerate(id);
            var listener = listen(id);
            direct(id, listener);
            verify(id, address);
            return report(null);
        } catch (StepFailedException e) {
            narrator.print("%n   FAILED: %s%n   Logs: %s".formatted(e.getMessage(), target.logs()));
            return report(e.getMessage());
        }
    }

    private DemoReport report(@Nullable String failure) {
        return new DemoReport(
                failure,
                exchanges,
                acceleratorId,
                acceleratedIp,
                url,
                fetch,
                before,
                after,
                metrics);
    }

    private JsonNode recommend() {
        header(1, "Six answers; the bundles that fit come back, cheapest first, and why.");
        var answer =
                call(
                        1,
                        "POST",
                        "/v1/recommendations",
                        json(
                                """
                                {"accelerationRegion":"cn-hongkong","serviceRegion":"us-west-1","icpFiling":false,
                                 "serverArea":"OFF_CLOUD","peakBandwidthMbps":10,"maxConcurrentConnections":5000}
                                """));
        var best = answer.path("recommended").path(0);
        if (!best.path("specification").asString("").equals("SMALL_I")
                || !best.path("bandwidthType").asString("").equals("PREMIUM")) {
            throw new StepFailedException(
                    "the seed's case must give SMALL_I with PREMIUM first, but gave " + best);
        }
        narrator.print(
                "   → %s with a %s plan of %s Mbit/s; %s more fit, %s do not"
                        .formatted(
                                best.path("specification").asString(),
                                best.path("bandwidthType").asString(),
                                best.path("peakBandwidthMbps").asInt(),
                                answer.path("recommended").size() - 1,
                                answer.path("rejected").size()));
        return best;
    }

    private String buy(JsonNode bundle) {
        header(2, "The first bundle for one month: an order, its payment, and the plan bound.");
        var order = JSON.createObjectNode();
        for (var field :
                List.of("specification", "bandwidthType", "peakBandwidthMbps", "crossBorderMbps")) {
            order.set(field, bundle.path(field).isMissingNode() ? null : bundle.get(field));
        }
        order.putObject("term").put("unit", "MONTH").put("count", 1);
        var placed =
                call(
                        2,
                        "POST",
                        "/v1/orders",
                        order,
                        Map.of("Idempotency-Key", UUID.randomUUID().toString()));
        var paid = call(2, "POST", "/v1/orders/" + text(placed, "id") + "/payment", null);
        var id = text(paid, "acceleratorId");
        acceleratorId = id;
        var plan = text(paid, "bandwidthPlanId");
        var bound = call(2, "PUT", "/v1/accelerators/" + id + "/bandwidth-plans/" + plan, null);
        narrator.print(
                "   → accelerator %s with bandwidth plan %s, until %s; it renews by itself"
                        .formatted(id, plan, text(bound, "expiresAt")));
        return id;
    }

    private String accelerate(String id) {
        header(3, "Hong Kong, 10 Mbit/s, IPv6: the accelerator gets an address there.");
        var area =
                call(
                        3,
                        "POST",
                        "/v1/accelerators/" + id + "/acceleration-areas",
                        json(
                                """
                                {"area":"ASIA_PACIFIC",
                                 "regions":[{"region":"cn-hongkong","bandwidthMbps":10,"ipVersion":"IPV6"}]}
                                """));
        var address = text(area, "acceleratedIp");
        acceleratedIp = address;
        narrator.print("   → accelerated IP " + address);
        return address;
    }

    private String listen(String id) {
        var port = target.listenerPort();
        header(4, "TCP port %s, and a client stays with its endpoint.".formatted(port));
        var listener = JSON.createObjectNode().put("name", "web").put("protocol", "TCP");
        listener.putArray("ports").addObject().put("from", port).put("to", port);
        listener.put("clientAffinity", "SOURCE_IP");
        var added = call(4, "POST", "/v1/accelerators/" + id + "/listeners", listener);
        narrator.print("   → listener " + text(added, "id"));
        return text(added, "id");
    }

    private void direct(String id, String listenerId) {
        header(
                5,
                "To the server in Silicon Valley, %s:%s."
                        .formatted(target.originAddress(), target.originPort()));
        var group =
                JSON.createObjectNode()
                        .put("name", "silicon-valley")
                        .put("region", "us-west-1")
                        .put("backendService", "OFF_CLOUD")
                        .put("reserveClientIp", false);
        group.putArray("endpoints")
                .addObject()
                .put("type", "CUSTOM_IP")
                .put("address", target.originAddress())
                .put("weight", 255);
        group.putArray("portOverrides")
                .addObject()
                .put("listenerPort", target.listenerPort())
                .put("endpointPort", target.originPort());
        var added =
                call(
                        5,
                        "POST",
                        "/v1/accelerators/" + id + "/listeners/" + listenerId + "/endpoint-groups",
                        group);
        narrator.print("   → endpoint group " + text(added, "id"));
    }

    private void verify(String id, String address) {
        header(6, "The relay reports the revision, curl fetches, the metrics show it.");
        var programmed = awaitProgrammed(id);
        narrator.print("   → Programmed on " + programmed.path("relay").asString());

        var from = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(60);
        url = Fetch.url(address, target.listenerPort());
        var fetched = Fetch.get(address, target.listenerPort());
        fetch = fetched;
        narrator.print("   $ curl " + url);
        narrator.print(indented(fetched.answer()));
        narrator.print(indented(fetched.timings()));
        if (fetched.status() != 200) {
            throw new StepFailedException("the origin answered with " + fetched.status());
        }
        if (target.ocean() != null) {
            cross(address, target.ocean());
        }
        var measured = awaitMetrics(id, from);
        metrics = measured;
        narrator.print("   Metrics of that request, from the relay through Kafka:");
        narrator.print(indented(pretty(measured.path("totals"))));
    }

    private void cross(String address, String ocean) {
        narrator.print("   " + ocean);
        var direct = Crossing.measure(target.originAddress(), target.originPort());
        awaitRoute(address, direct);
        var accelerated = Crossing.measure(address, target.listenerPort());
        before = direct;
        after = accelerated;
        narrator.print("   Before: " + direct.url() + ", by IPv4, which these clients do not have");
        narrator.print("   After:  " + accelerated.url());
        narrator.print(indented(Crossing.sideBySide(direct, accelerated)));
    }

    /** The relay measures its ways for a while before it chooses one. */
    private void awaitRoute(String address, Crossing direct) {
        narrator.print("   The relay measures its ways, and new connections take the best one …");
        var patience = new Patience(ROUTE_LIMIT);
        do {
            var now = Fetch.get(address, target.listenerPort());
            if (now.startTransfer() < direct.startTransfer() * FASTER) {
                return;
            }
        } while (patience.pause());
        narrator.print("   … and is no faster after %s s.".formatted(ROUTE_LIMIT.toSeconds()));
    }

    private JsonNode awaitProgrammed(String id) {
        var patience = new Patience(PROGRAMMED_LIMIT);
        Exchange last;
        do {
            last = api.send(6, "GET", "/v1/accelerators/" + id, null, Map.of());
            var serving = Conditions.serving(last.responseBody());
            if (serving.isPresent()) {
                exchanges.add(last);
                return serving.get();
            }
        } while (patience.pause());
        exchanges.add(last);
        throw new StepFailedException(
                "no relay served the accelerator within %s s; its conditions are%n%s"
                        .formatted(
                                PROGRAMMED_LIMIT.toSeconds(),
                                indented(pretty(last.responseBody().path("conditions")))));
    }

    private JsonNode awaitMetrics(String id, Instant from) {
        var patience = new Patience(METRICS_LIMIT);
        Exchange last;
        do {
            var path =
                    "/v1/metrics/accelerators/%s?from=%s&to=%s"
                            .formatted(
                                    id,
                                    from,
                                    Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(60));
            last = api.send(6, "GET", path, null, Map.of());
            if (Conditions.measured(last.responseBody())) {
                exchanges.add(last);
                return last.responseBody();
            }
        } while (patience.pause());
        exchanges.add(last);
        throw new StepFailedException(
                "no traffic showed in the metrics within %s s; the last answer was %s %s"
                        .formatted(METRICS_LIMIT.toSeconds(), last.status(), last.responseBody()));
    }

    private JsonNode call(int step, String method, String path, @Nullable JsonNode body) {
        return call(step, method, path, body, Map.of());
    }

    private JsonNode call(
            int step,
            String method,
            String path,
            @Nullable JsonNode body,
            Map<String, String> headers) {
        var exchange = api.send(step, method, path, body, headers);
        exchanges.add(exchange);
        narrator.print("   %s %s  %s".formatted(method, path, exchange.status()));
        if (exchange.isRefused()) {
            throw new StepFailedException(
                    "%s %s was refused with %s%n%s"
                            .formatted(
                                    method,
                                    path,
                                    exchange.status(),
                                    indented(pretty(exchange.responseBody()))));
        }
        return exchange.responseBody();
    }

    private void header(int step, String explanation) {
        narrator.print(Steps.header(step, explanation));
    }

    private static String text(JsonNode node, String field) {
        var value = node.path(field).asString("");
        if (value.isEmpty()) {
            throw new StepFailedException("the answer has no \"%s\": %s".formatted(field, node));
        }
        return value;
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) JSON.readTree(text);
    }

    private static String pretty(JsonNode node) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node);
    }

    private static String indented(String text) {
        return text.strip().lines().map(line -> "     " + line).collect(Collectors.joining("\n"));
    }
}
