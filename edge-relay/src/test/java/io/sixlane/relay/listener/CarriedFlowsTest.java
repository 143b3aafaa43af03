package io.sixlane.relay.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.image.ConfigurationImage;
import io.sixlane.relay.endpoint.EndpointResolver;
import io.sixlane.relay.forward.CarriedFlow;
import io.sixlane.relay.lane.FlowAdmission.Admitted;
import io.sixlane.relay.lane.FlowAdmission.Answer;
import io.sixlane.relay.lane.FlowAdmission.NotYet;
import io.sixlane.relay.lane.FlowAdmission.Refused;
import io.sixlane.relay.lane.Open;
import io.sixlane.relay.lane.Refusal;
import io.sixlane.relay.report.RelayMeters;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CarriedFlowsTest {
    private static final InetSocketAddress ADDRESS = new InetSocketAddress("192.0.2.1", 443);
    private static final Answer NOT_ALLOWED = new Refused(Refusal.NOT_ALLOWED);

    private ConfigurationImage image =
            image(
                    Fixtures.accelerator(
                            "ga-1", 2, "::1", 9, Fixtures.listener("lsr-1", 443, 8_443)));
    private boolean draining;
    private final CarriedFlows flows =
            new CarriedFlows(
                    () -> image,
                    new EndpointResolver(() -> null),
                    new RelayMeters(new SimpleMeterRegistry()),
                    () -> draining);

    private static ConfigurationImage image(AcceleratorRecord... records) {
        return Fixtures.image(records);
    }

    @Test
    void a_flow_to_a_configured_endpoint_is_admitted_with_its_preface_and_next_relay() {
        var answer =
                (Admitted)
                        flows.admit(
                                Protocol.TCP,
                                "relay-1",
                                open(2, "lsr-1", 443, "epg-1", endpoint()));
        var destination = answer.route().destinations().iterator().next();
        assertThat(destination.preface(ADDRESS, ADDRESS)).containsExactly(1, 2, 3);
        assertThat(destination.ways()).containsExactly(List.of("relay-2"));
    }

    @Test
    void unconfigured_flows_are_not_allowed() {
        assertThat(flows.admit(Protocol.TCP, "relay-1", open(2, "lsr-2", 443, "epg-1", endpoint())))
                .isEqualTo(NOT_ALLOWED);
        assertThat(flows.admit(Protocol.TCP, "relay-1", open(2, "lsr-1", 444, "epg-1", endpoint())))
                .isEqualTo(NOT_ALLOWED);
        assertThat(flows.admit(Protocol.TCP, "relay-1", open(2, "lsr-1", 443, "epg-2", endpoint())))
                .isEqualTo(NOT_ALLOWED);
        assertThat(flows.admit(Protocol.TCP, "relay-1", open(2, "lsr-1", 443, "epg-1", "ep-9")))
                .isEqualTo(NOT_ALLOWED);
    }

    @Test
    void a_session_of_datagrams_needs_a_listener_of_UDP() {
        assertThat(flows.admit(Protocol.UDP, "relay-1", open(2, "lsr-1", 443, "epg-1", endpoint())))
                .isEqualTo(NOT_ALLOWED);
    }

    @Test
    void a_flow_of_a_later_revision_waits_for_it() {
        assertThat(flows.admit(Protocol.TCP, "relay-1", open(3, "lsr-1", 443, "epg-1", "ep-9")))
                .isEqualTo(new NotYet());
        image = ConfigurationImage.EMPTY;
        assertThat(flows.admit(Protocol.TCP, "relay-1", open(2, "lsr-1", 443, "epg-1", endpoint())))
                .isEqualTo(new NotYet());
    }

    @Test
    void a_relay_that_drains_sends_flows_another_way() {
        draining = true;
        assertThat(flows.admit(Protocol.TCP, "relay-1", open(2, "lsr-1", 443, "epg-1", endpoint())))
                .isEqualTo(new Refused(Refusal.DRAINING));
        draining = false;
        assertThat(flows.admit(Protocol.TCP, "relay-1", open(2, "lsr-1", 443, "epg-1", endpoint())))
                .isInstanceOf(Admitted.class);
    }

    private static String endpoint() {
        return Fixtures.endpoint("127.0.0.1", 255).id().text();
    }

    private static Open open(
            long revision, String listener, int port, String group, String endpoint) {
        return new Open(
                new CarriedFlow(
                        new UUID(1, 2), "ga-1", revision, listener, port, group, endpoint, 0),
                null,
                null,
                new byte[] {1, 2, 3},
                "relay-2");
    }
}
