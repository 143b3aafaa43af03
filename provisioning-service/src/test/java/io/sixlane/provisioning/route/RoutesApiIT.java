package io.sixlane.provisioning.route;

import static io.sixlane.provisioning.TestPlatform.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerAdded;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.LinkMessage;
import io.sixlane.configuration.relay.LinkMessage.GroupRoute;
import io.sixlane.configuration.relay.LinkMessage.LinkMeasured;
import io.sixlane.configuration.relay.LinkMessage.RoutesChosen;
import io.sixlane.configuration.relay.LinkMessage.WayScore;
import io.sixlane.provisioning.ApiClient;
import io.sixlane.provisioning.RunningApplication;
import io.sixlane.provisioning.TestPlatform;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.Change;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.eventstore.StoreFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Links and routes that relays publish, as the API shows them. */
class RoutesApiIT {
    private static final Instant AT = Instant.parse("2026-11-29T10:15:30Z");
    private static final EndpointGroupId GROUP = new EndpointGroupId("epg-1");

    private final String accelerator = StoreFixture.newAccelerator();

    @Test
    void owners_see_the_routes_of_an_accelerator_and_operators_the_links() throws Exception {
        try (var application = new RunningApplication(TestPlatform.kafka())) {
            create(application, "ann");
            send(application, link("relay-a", "relay-b", true, 120));
            send(application, link("relay-c", "relay-b", false, 60));
            send(application, chosen());
            var client = new ApiClient(application.port(), "ann");
            var path = "/v1/accelerators/%s/routes".formatted(accelerator);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> client.get(path).response().body().contains("relay-b"));

            var routes = client.get(path).json();
            assertThat(routes.at("/acceleratorId").asString()).isEqualTo(accelerator);
            var group = routes.at("/endpointGroups/0");
            assertThat(group.at("/endpointGroupId").asString()).isEqualTo("epg-1");
            assertThat(group.at("/route/mode").asString()).isEqualTo("AUTO");
            assertThat(group.at("/relays/0/relayId").asString()).isEqualTo("relay-a");
            assertThat(group.at("/relays/0/way/0").asString()).isEqualTo("relay-b");
            assertThat(group.at("/relays/0/reason").asString()).isEqualTo("BETTER");
            assertThat(group.at("/relays/0/candidates/0/millis").asDouble()).isEqualTo(131.5);
            assertThat(group.at("/relays/0/candidates/1/way")).isEmpty();
            assertThat(client.as("eve").get(path).status()).isEqualTo(404);

            var links = client.as("operator").get("/v1/links").json();
            assertThat(links.path("links")).hasSize(2);
            var pair = links.at("/pairs/0");
            assertThat(links.path("pairs")).hasSize(1);
            assertThat(pair.path("fromRegion").asString()).isEqualTo("region-a");
            assertThat(pair.path("links").asInt()).isEqualTo(2);
            assertThat(pair.path("up").asInt()).isEqualTo(1);
            assertThat(pair.path("p50Millis").asDouble()).isEqualTo(120);
            assertThat(client.get("/v1/links").status()).isEqualTo(403);
        }
    }

    @Test
    void messages_that_are_too_old_are_not_shown() {
        var board = new LinkBoard();
        var now = System.nanoTime();
        board.received(link("relay-a", "relay-b", true, 120), now);
        board.received(chosen(), now);

        var later = now + Duration.ofSeconds(91).toNanos();
        assertThat(board.links(now)).hasSize(1);
        assertThat(board.links(later)).isEmpty();
        assertThat(board.routes(new AcceleratorId(accelerator), now)).hasSize(1);
        assertThat(board.routes(new AcceleratorId(accelerator), later)).isEmpty();
        assertThat(board.routes(new AcceleratorId("ga-other"), now)).isEmpty();
    }

    /** Not a number, less than nothing, a round trip of a week, more than all lost, a long name. */
    @Test
    void links_that_cannot_be_are_not_shown() {
        var board = new LinkBoard();
        var good = link("relay-a", "relay-b", true, 120);
        for (var millis :
                List.of(Double.NaN, -1.0, 604_800_000.0, Double.POSITIVE_INFINITY, -0.1)) {
            board.received(link("relay-a", "relay-b", true, millis), 0);
        }
        for (var loss : List.of(-0.1, 1.1, Double.NaN)) {
            board.received(lossy(loss), 0);
        }
        board.received(link("relay-" + "x".repeat(200), "relay-b", true, 120), 0);
        board.received(link("relay-a", "", true, 120), 0);
        assertThat(board.links(0)).isEmpty();
        board.received(good, 0);
        assertThat(board.links(0)).containsExactly(good);
    }

    @Test
    void the_list_of_links_is_bounded_and_the_matrix_of_regions_is_whole() {
        var board = new LinkBoard();
        for (var i = 0; i < 1_200; i++) {
            board.received(link("relay-" + i, "relay-x", true, 120), 0);
        }
        var view = LinksView.of(board.links(0));
        assertThat(view.links()).hasSize(1_000);
        assertThat(view.linksLeftOut()).isEqualTo(200);
        assertThat(view.pairs()).singleElement().matches(pair -> pair.links() == 1_200);
    }

    private static LinkMeasured lossy(double loss) {
        return new LinkMeasured(
                "relay-a", "region-a", AT, "relay-b", "region-b", true, 1, 1, loss, 0, 0.5);
    }

    private void create(RunningApplication application, String account) {
        var group =
                new EndpointGroup(
                        GROUP,
                        "far",
                        "region-b",
                        BackendService.OFF_CLOUD,
                        false,
                        List.of(),
                        List.of());
        var listener = (ListenerAdded) StoreFixture.listenerAdded();
        var append =
                new Append(
                        accelerator,
                        0,
                        List.of(
                                StoreFixture.created(accelerator),
                                listener,
                                new EndpointGroupAdded(listener.listener().id(), group)));
        var change =
                new Change(
                        new Actor(account, "ann", "", "request"), Instant.now(), List.of(append));
        assertThat(await(application.bean(EventStore.class).append(change))).hasSize(3);
    }

    private static void send(RunningApplication application, LinkMessage message) throws Exception {
        application.send(Topics.RELAY_LINKS, message.key(), message);
    }

    private static LinkMeasured link(String from, String to, boolean up, double millis) {
        return new LinkMeasured(
                from, "region-a", AT, to, "region-b", up, millis, millis + 5, 0, 0.01, 0.5);
    }

    private RoutesChosen chosen() {
        var lane = new WayScore(List.of("relay-b"), 131.5, 121, 5, 4, 0, 1, 1, 150);
        var direct = new WayScore(List.of(), 900, 150, 750, 0, 0, 0, 1, 0);
        return new RoutesChosen(
                "relay-a",
                "region-a",
                AT,
                new AcceleratorId(accelerator),
                List.of(
                        new GroupRoute(
                                GROUP,
                                "region-b",
                                List.of("relay-b"),
                                AT,
                                "BETTER",
                                List.of(lane, direct))));
    }
}
