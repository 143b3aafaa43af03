package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.accelerator.Fixture.ACCELERATOR;
import static io.sixlane.provisioning.accelerator.Fixture.created;
import static io.sixlane.provisioning.accelerator.Fixture.listener;
import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerChanged;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerRemoved;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ChangeListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveListener;
import io.sixlane.provisioning.acceleratorapi.ChangeBodies;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.AlreadyExists;
import io.sixlane.provisioning.decision.Rejection.ListenerNotFound;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.DeletionTakesAlong;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.IdleTimeoutOutOfRange;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.PortReserved;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.QuotaExceeded;
import io.sixlane.provisioning.decision.Rejection.PortInUse;
import io.sixlane.testsupport.DeciderSpecification;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenerRulesTest {
    private static final Listener WEB = listener("lsr-1", Protocol.TCP, 80, 90);
    private static final Listener DNS = listener("lsr-2", Protocol.UDP, 53, 53);

    private static final DeciderSpecification<
                    Optional<AcceleratorRecord>, AcceleratorCommand, StreamEvent, Decision>
            LISTENING =
                    ACCELERATOR.given(
                            created(1, 20), new ListenerAdded(WEB), new ListenerAdded(DNS));

    private static ListenerChange change(String json) {
        return ChangeBodies.listener(json);
    }

    private static ChangeListener patch(Listener listener, String json) {
        return new ChangeListener(listener.id(), change(json));
    }

    private static Decision changed(Listener listener, String json) {
        return accept(new ListenerChanged(change(json).of(listener)));
    }

    @ParameterizedTest
    @ValueSource(ints = {250, 4_789, 4_790})
    void leaves_the_tunnels_of_the_network_their_udp_ports(int port) {
        LISTENING
                .when(new AddListener(listener("lsr-3", Protocol.UDP, port, port)))
                .then(reject(new PortReserved(Protocol.UDP, port)));
        LISTENING
                .when(new AddListener(listener("lsr-3", Protocol.TCP, port, port)))
                .then(accept(new ListenerAdded(listener("lsr-3", Protocol.TCP, port, port))));
    }

    @Test
    void has_an_id_once() {
        LISTENING
                .when(new AddListener(listener("lsr-1", Protocol.TCP, 443, 443)))
                .then(reject(new AlreadyExists("lsr-1")));
    }

    @Test
    void takes_free_ports_and_no_others() {
        LISTENING
                .given(new ListenerAdded(listener("lsr-3", Protocol.TCP, 443, 443)))
                .when(patch(WEB, "{'ports':[{'from':442,'to':443}]}"))
                .then(reject(new PortInUse(Protocol.TCP, new PortRange(443, 443), "lsr-3")));
        var moved = "{'ports':[{'from':90,'to':95}]}";
        LISTENING.when(patch(WEB, moved)).then(changed(WEB, moved));
        var ofTcp = "{'ports':[{'from':80,'to':80}]}";
        LISTENING.when(patch(DNS, ofTcp)).then(changed(DNS, ofTcp));
    }

    @Test
    void has_an_idle_timeout_that_fits_its_protocol() {
        LISTENING
                .when(patch(WEB, "{'idleTimeoutSeconds':9}"))
                .then(reject(new IdleTimeoutOutOfRange(Protocol.TCP, 9, 10, 86_400)));
        var day = "{'idleTimeoutSeconds':86400}";
        LISTENING.when(patch(WEB, day)).then(changed(WEB, day));
        LISTENING
                .when(patch(DNS, "{'idleTimeoutSeconds':3601}"))
                .then(reject(new IdleTimeoutOutOfRange(Protocol.UDP, 3_601, 1, 3_600)));
        var most = "{'idleTimeoutSeconds':3600}";
        LISTENING.when(patch(DNS, most)).then(changed(DNS, most));
    }

    @Test
    void has_as_many_access_prefixes_as_the_account() {
        var four =
                "{'accessLists':[{'kind':'DENY','prefixes':['::/16','1::/16','2::/16','3::/16']}]}";
        LISTENING.when(patch(WEB, four)).then(changed(WEB, four));
        var held = LISTENING.given(new ListenerChanged(change(four).of(WEB)));
        held.when(
                        patch(
                                WEB,
                                four.replace(
                                        "]}]}",
                                        "]},{'kind':'ALLOW','prefixes':['192.0.2.0/24']}]}")))
                .then(reject(new QuotaExceeded("access-prefixes-per-listener", 4, 4)));
    }

    @Test
    void changes_only_the_given_fields() {
        var affinity = "{'clientAffinity':'SOURCE_IP','affinityPrefixLength':48}";
        var held = change(affinity).of(WEB);
        var listening = LISTENING.given(new ListenerChanged(held));
        listening
                .when(patch(WEB, "{'affinityPrefixLength':null}"))
                .then(
                        accept(
                                new ListenerChanged(
                                        change("{'clientAffinity':'SOURCE_IP'}").of(WEB))));
        listening.when(patch(WEB, affinity)).then(accept());
        listening.when(patch(WEB, "{}")).then(accept());
        LISTENING
                .when(patch(listener("lsr-9", Protocol.TCP, 1, 1), "{}"))
                .then(reject(new ListenerNotFound("lsr-9")));
    }

    @Test
    void removes_its_groups_only_on_request() {
        var group =
                new EndpointGroup(
                        new EndpointGroupId("epg-1"),
                        "group",
                        "us-west-1",
                        BackendService.OFF_CLOUD,
                        false,
                        List.of(),
                        List.of());
        var grouped = LISTENING.given(new EndpointGroupAdded(WEB.id(), group));
        grouped.when(new RemoveListener(WEB.id(), false))
                .then(reject(new DeletionTakesAlong("lsr-1", List.of("endpoint group epg-1"))));
        grouped.when(new RemoveListener(WEB.id(), true))
                .then(accept(new ListenerRemoved(WEB.id())));
    }
}
