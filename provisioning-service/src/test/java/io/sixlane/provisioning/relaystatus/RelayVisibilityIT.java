package io.sixlane.provisioning.relaystatus;

import static io.sixlane.provisioning.TestPlatform.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionsAdded;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.RelayStatus.AdmittedConnections;
import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import io.sixlane.configuration.relay.RelayStatus.ListenerConnections;
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

/** Two accounts at one relay, and two relays more. */
class RelayVisibilityIT {
    private final String hers = StoreFixture.newAccelerator();
    private final String his = StoreFixture.newAccelerator();

    @Test
    void operators_see_all_of_a_relay_and_accounts_their_own_share() throws Exception {
        try (var application = new RunningApplication(TestPlatform.kafka())) {
            accelerator(application, "ann", hers, "fd00::1");
            accelerator(application, "bob", his, "fd00::2");
            for (var relay : List.of("visible-1", "visible-2", "visible-3")) {
                application.send(Topics.RELAY_STATUS, relay, heartbeat(relay));
            }
            var operator = new ApiClient(application.port(), "operator");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> operator.get("/v1/relays").json().path("items").size() >= 3);

            var all = operator.get("/v1/relays?pageToken=dmlzaWJsZS0&limit=1");
            assertThat(all.text("/items/0/id")).isEqualTo("visible-1");
            assertThat(all.text("/nextPageToken")).isEqualTo("dmlzaWJsZS0x");
            assertThat(all.json().at("/items/0/connectionsActive").asInt()).isEqualTo(7);
            assertThat(all.response().body()).contains(hers, his);

            var ann = operator.as("ann").get("/v1/relays?pageToken=dmlzaWJsZS0");
            assertThat(ann.json().path("items")).hasSize(3);
            assertThat(ann.response().body()).contains(hers).doesNotContain(his);
            var relay = ann.json().at("/items/0");
            assertThat(relay.path("accelerators").asInt()).isEqualTo(1);
            assertThat(relay.path("listeners").asInt()).isEqualTo(1);
            assertThat(relay.path("connectionsActive").asInt()).isEqualTo(3);
            assertThat(relay.path("connectionsByListener")).hasSize(1);
            assertThat(relay.path("connectionsByRevision")).hasSize(1);

            var none = operator.as("eve").get("/v1/relays?pageToken=dmlzaWJsZS0");
            assertThat(none.response().body()).doesNotContain(hers, his);
            assertThat(none.json().at("/items/0/connectionsActive").asInt()).isZero();
            assertThat(operator.get("/v1/relays?limit=201").status()).isEqualTo(400);
        }
    }

    private static void accelerator(
            RunningApplication application, String account, String id, String address) {
        var region = new AccelerationRegion("ASIA_PACIFIC", "visible", 2, IpVersion.IPV6, address);
        var append =
                new Append(
                        id,
                        0,
                        List.of(
                                StoreFixture.created(id),
                                new AccelerationRegionsAdded(List.of(region)),
                                StoreFixture.listenerAdded()));
        var change =
                new Change(
                        new Actor(account, "ann", "", "request"), Instant.now(), List.of(append));
        assertThat(await(application.bean(EventStore.class).append(change))).hasSize(3);
    }

    private Heartbeat heartbeat(String relay) {
        return new Heartbeat(
                relay,
                "visible",
                Instant.parse("2026-11-23T10:15:30Z"),
                Instant.now(),
                "portable",
                2,
                2,
                7,
                "kafka",
                List.of(
                        new AdmittedConnections(new AcceleratorId(hers), 3, 3),
                        new AdmittedConnections(new AcceleratorId(his), 3, 4)),
                List.of(
                        new ListenerConnections(
                                new AcceleratorId(hers), new ListenerId("lsr-a"), 3),
                        new ListenerConnections(
                                new AcceleratorId(his), new ListenerId("lsr-b"), 4)),
                null);
    }
}
