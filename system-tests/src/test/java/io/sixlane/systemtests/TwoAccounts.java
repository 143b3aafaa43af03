package io.sixlane.systemtests;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.systemtests.StackApi.Answer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The owner's account of a running stack, and another one, which learns nothing of the first. */
final class TwoAccounts {
    private static final String ORDER =
            """
            {"specification": "SMALL_I", "bandwidthType": "PREMIUM", "peakBandwidthMbps": 10,
             "term": {"unit": "MONTH", "count": 1}}
            """;

    private final StackApi owner;
    private final StackApi stranger;
    private final String accelerator;

    private TwoAccounts(StackApi owner, StackApi stranger, String accelerator) {
        this.owner = owner;
        this.stranger = stranger;
        this.accelerator = accelerator;
    }

    /**
     * @param accelerator of the owner, with a listener, an endpoint group and an endpoint
     */
    static TwoAccounts with(StackApi owner, String accelerator) throws Exception {
        return new TwoAccounts(owner, owner.otherAccount("stranger"), accelerator);
    }

    /** With ids of the owner, then with an own accelerator around the owner's listeners. */
    void walk() throws Exception {
        var path = "/v1/accelerators/" + accelerator;
        var before = owner.get(path);
        var real = ids(before);
        var walk = new TenantsWalk(stranger, stranger.get("/openapi").json(), secrets(before));
        walk.run(real, madeUp(real));
        var within = new LinkedHashMap<>(real);
        within.put("/accelerators/{id}", "/accelerators/" + ordered());
        var withinMadeUp = madeUp(real);
        withinMadeUp.put("/accelerators/{id}", within.get("/accelerators/{id}"));
        walk.runWithin(within, withinMadeUp);
        assertThat(walk.complaints()).isEmpty();
        assertThat(walk.answered()).isGreaterThan(90);
        assertThat(owner.get(path).text("/revision")).isEqualTo(before.text("/revision"));
        assertThat(owner.get("/v1/tokens").body())
                .contains(requireNonNull(real.get("/tokens/{id}")).substring(8));
        for (var relay : stranger.get("/v1/relays").json().get("items")) {
            for (var count : new String[] {"accelerators", "connectionsActive"}) {
                assertThat(relay.get(count).asInt(-1)).as("%s", relay).isLessThanOrEqualTo(1);
            }
        }
    }

    /** The owner finds a client behind the relay's address, the stranger does not. */
    void lookForFlows(String url, Origin origin) throws Exception {
        var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setRequestProperty("Connection", "close");
        assertThat(connection.getResponseCode()).isEqualTo(200);
        connection.getInputStream().readAllBytes();
        var peer = origin.lastPeer();
        var question =
                "/v1/flows?address=%s&port=%s&at=%s&within=30s"
                        .formatted(
                                peer.getAddress().getHostAddress(), peer.getPort(), Instant.now());
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(
                        () -> assertThat(owner.get(question).json().get("flows")).isNotEmpty());
        assertThat(stranger.get(question).json().get("flows")).isEmpty();
    }

    private Map<String, String> ids(Answer shown) throws IOException, InterruptedException {
        var listener = "/listeners/0";
        var group = listener + "/endpointGroups/0";
        var order = owner.get("/v1/orders").text("/items/0/id");
        var token = owner.get("/v1/tokens").text("/items/0/id");
        var ids = new LinkedHashMap<String, String>();
        ids.put("/metrics/accelerators/{id}", "/metrics/accelerators/" + accelerator);
        ids.put("/accelerators/{id}", "/accelerators/" + accelerator);
        ids.put("/bandwidth-plans/{id}", "/bandwidth-plans/" + shown.text("/plan/planId"));
        ids.put("/orders/{id}", "/orders/" + order);
        ids.put("/tokens/{id}", "/tokens/" + token);
        ids.put("{planId}", shown.text("/plan/planId"));
        ids.put("{replacementId}", shown.text("/plan/planId"));
        ids.put("{listenerId}", shown.text(listener + "/id"));
        ids.put("{groupId}", shown.text(group + "/id"));
        ids.put("{endpointId}", shown.text(group + "/endpoints/0/id"));
        ids.put("{user}", owner.get("/v1/me").text("/user"));
        assertThat(ids.values()).noneMatch(id -> id.isEmpty() || id.endsWith("/"));
        ids.put("{region}", "cn-hongkong");
        ids.put("{code}", "cn-hongkong");
        ids.put("{account}", "local");
        return ids;
    }

    /** Ids of the same form that nothing has. */
    private static Map<String, String> madeUp(Map<String, String> real) {
        var madeUp = new LinkedHashMap<String, String>();
        real.forEach(
                (part, text) -> {
                    var slash = text.lastIndexOf('/') + 1;
                    var dash = text.indexOf('-', slash) + 1;
                    var isId = part.endsWith("d}") || part.equals("{user}");
                    madeUp.put(
                            part,
                            isId
                                    ? text.substring(0, Math.max(slash, dash))
                                            + text.substring(Math.max(slash, dash))
                                                    .replaceAll("[0-9a-z]", "0")
                                    : text);
                });
        return madeUp;
    }

    private Set<String> secrets(Answer shown) throws IOException, InterruptedException {
        var secrets = new TreeSet<String>();
        for (var list :
                new String[] {
                    "/v1/accelerators", "/v1/orders", "/v1/bandwidth-plans", "/v1/tokens"
                }) {
            secrets.addAll(TenantsWalk.idsIn(owner.get(list)));
        }
        secrets.add("\"" + shown.text("/name") + "\"");
        secrets.add("\"owner\"");
        return secrets;
    }

    private String ordered() throws IOException, InterruptedException {
        var order = stranger.send("POST", "/v1/orders", ORDER);
        var paid = stranger.send("POST", "/v1/orders/" + order.text("/id") + "/payment", "");
        assertThat(paid.status()).as(paid.body()).isEqualTo(200);
        return paid.text("/acceleratorId");
    }
}
