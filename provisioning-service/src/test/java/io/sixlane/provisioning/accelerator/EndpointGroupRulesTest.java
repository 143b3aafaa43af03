package io.sixlane.provisioning.accelerator;

import static io.sixlane.configuration.accelerator.BackendService.OFF_CLOUD;
import static io.sixlane.configuration.accelerator.BackendService.ON_CLOUD;
import static io.sixlane.configuration.accelerator.EndpointType.CUSTOM_DOMAIN;
import static io.sixlane.configuration.accelerator.EndpointType.CUSTOM_IP;
import static io.sixlane.configuration.accelerator.EndpointType.PUBLIC_IP;
import static io.sixlane.provisioning.accelerator.Fixture.ACCELERATOR;
import static io.sixlane.provisioning.accelerator.Fixture.accelerator;
import static io.sixlane.provisioning.accelerator.Fixture.bandwidthType;
import static io.sixlane.provisioning.accelerator.Fixture.created;
import static io.sixlane.provisioning.accelerator.Fixture.facts;
import static io.sixlane.provisioning.accelerator.Fixture.factsWith;
import static io.sixlane.provisioning.accelerator.Fixture.listener;
import static io.sixlane.provisioning.accelerator.Fixture.planBound;
import static io.sixlane.provisioning.accelerator.Fixture.regionEntry;
import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupChanged;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupRemoved;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointsReplaced;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerAdded;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.ClientIp;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.EndpointState;
import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.PortOverride;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.accelerator.RoutePolicy;
import io.sixlane.configuration.address.EndpointPolicy;
import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.configuration.address.Place;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddEndpoint;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddEndpointGroup;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ChangeEndpoint;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ChangeEndpointGroup;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveEndpoint;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveEndpointGroup;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ReplaceEndpoints;
import io.sixlane.provisioning.acceleratorapi.ChangeBodies;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.AlreadyExists;
import io.sixlane.provisioning.decision.Rejection.BandwidthTypeUnknown;
import io.sixlane.provisioning.decision.Rejection.EndpointAddressRefused;
import io.sixlane.provisioning.decision.Rejection.EndpointGroupNotFound;
import io.sixlane.provisioning.decision.Rejection.EndpointGroupRegionTaken;
import io.sixlane.provisioning.decision.Rejection.EndpointTypeNotAllowed;
import io.sixlane.provisioning.decision.Rejection.ListenerNotFound;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.ClientIpNotAllowed;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.ClientIpNotForProtocol;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.DeletionTakesAlong;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.EndpointAlreadyAdded;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.EndpointNotFound;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.LastEndpoint;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.QuotaExceeded;
import io.sixlane.provisioning.decision.Rejection.OffCloudNotAllowed;
import io.sixlane.provisioning.decision.Rejection.PlanNotBound;
import io.sixlane.provisioning.decision.Rejection.RegionUnknown;
import io.sixlane.testsupport.DeciderSpecification;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EndpointGroupRulesTest {
    private static final ListenerId WEB = new ListenerId("lsr-1");
    private static final Decision SAME_PLACE = reject(new EndpointAlreadyAdded("198.51.100.7"));
    private static final EndpointGroupId GROUP = new EndpointGroupId("epg-1");
    private static final Endpoint SERVER = endpoint("ep-1", CUSTOM_IP, "198.51.100.7", 255);
    private static final DeciderSpecification<
                    Optional<AcceleratorRecord>, AcceleratorCommand, StreamEvent, Decision>
            LISTENING =
                    ACCELERATOR.given(
                            created(1, 20),
                            planBound(10),
                            new ListenerAdded(listener("lsr-1", Protocol.TCP, 80, 80)));

    private static Endpoint endpoint(String id, EndpointType type, String address, int weight) {
        return new Endpoint(new EndpointId(id), type, address, weight);
    }

    private static EndpointGroup group(Endpoint... endpoints) {
        return group(OFF_CLOUD, false, List.of(), endpoints);
    }

    private static EndpointGroup group(
            BackendService backend,
            boolean reserveClientIp,
            List<PortOverride> overrides,
            Endpoint... endpoints) {
        return new EndpointGroup(
                GROUP,
                "silicon-valley",
                "us-west-1",
                backend,
                reserveClientIp,
                List.of(endpoints),
                overrides);
    }

    private static AddEndpointGroup add(EndpointGroup group) {
        return new AddEndpointGroup(WEB, group);
    }

    private static DeciderSpecification<
                    Optional<AcceleratorRecord>, AcceleratorCommand, StreamEvent, Decision>
            listening(AcceleratorFacts facts) {
        return accelerator(facts)
                .given(
                        created(1, 20),
                        planBound(10),
                        new ListenerAdded(listener("lsr-1", Protocol.TCP, 80, 80)));
    }

    /** Where the type of its plan has other rules. */
    private static DeciderSpecification<
                    Optional<AcceleratorRecord>, AcceleratorCommand, StreamEvent, Decision>
            listeningWith(boolean offCloud, EndpointType... types) {
        return listening(factsWith(bandwidthType("PREMIUM", offCloud, types)));
    }

    private static ReplaceEndpoints replace(Endpoint... endpoints) {
        return new ReplaceEndpoints(WEB, GROUP, List.of(endpoints));
    }

    @Test
    void adds_a_group_with_a_port_override() {
        var group = group(OFF_CLOUD, false, List.of(new PortOverride(80, 8081)), SERVER);
        LISTENING.when(add(group)).then(accept(new EndpointGroupAdded(WEB, group)));
    }

    @Test
    void adds_no_group_to_a_listener_it_does_not_have() {
        ACCELERATOR
                .given(created(1, 20), planBound(10))
                .when(add(group(SERVER)))
                .then(reject(new ListenerNotFound("lsr-1")));
    }

    @Test
    void has_one_group_a_region() {
        LISTENING
                .given(new EndpointGroupAdded(WEB, group(SERVER)))
                .when(add(group(SERVER)))
                .then(reject(new EndpointGroupRegionTaken("us-west-1")));
    }

    @Test
    void refuses_a_region_the_catalog_does_not_have() {
        listening(factsWith(regionEntry("a", true)))
                .when(add(group(SERVER)))
                .then(reject(new RegionUnknown("us-west-1")));
    }

    private static EndpointGroup patched(EndpointGroup held, String json) {
        return change(json).of(held);
    }

    private static EndpointGroupChange change(String json) {
        return ChangeBodies.endpointGroup(json);
    }

    private static ChangeEndpointGroup patch(String json) {
        return new ChangeEndpointGroup(WEB, GROUP, change(json));
    }

    @Test
    void sends_endpoints_the_client_address_as_the_protocol_allows() {
        var spp = patched(group(SERVER), "{'clientIp':'SPP'}");
        LISTENING
                .when(add(spp))
                .then(reject(new ClientIpNotForProtocol(ClientIp.SPP, Protocol.TCP)));
        var proxy = group(OFF_CLOUD, true, List.of(), SERVER);
        LISTENING.when(add(proxy)).then(accept(new EndpointGroupAdded(WEB, proxy)));
    }

    @Test
    void sends_the_client_address_only_as_the_account_allows() {
        accelerator(facts())
                .given(
                        created(1, 20),
                        planBound(10),
                        new ListenerAdded(listener("lsr-1", Protocol.UDP, 53, 53)))
                .when(add(patched(group(SERVER), "{'clientIp':'SPP'}")))
                .then(reject(new ClientIpNotAllowed(ClientIp.SPP, Fixture.LIMITS.clientIp())));
    }

    @Test
    void changes_only_the_given_fields() {
        var held = patched(group(SERVER), "{'trafficPercentage':10,'slowStartSeconds':900}");
        var grouped = LISTENING.given(new EndpointGroupAdded(WEB, held));
        grouped.when(patch("{'trafficPercentage':0}"))
                .then(
                        accept(
                                new EndpointGroupChanged(
                                        WEB, patched(held, "{'trafficPercentage':0}"))));
        assertThat(patched(held, "{'trafficPercentage':0}").effectiveTrafficPercentage()).isZero();
        assertThat(patched(held, "{'trafficPercentage':null}").effectiveTrafficPercentage())
                .isEqualTo(100);
        assertThat(patched(held, "{'trafficPercentage':null}").slowStartSeconds()).isEqualTo(900);
        grouped.when(patch("{'trafficPercentage':10}")).then(accept());
        LISTENING.when(patch("{}")).then(reject(new EndpointGroupNotFound("epg-1")));
    }

    @Test
    void goes_through_regions_that_the_catalog_has() {
        var held = patched(group(SERVER), "{'route':{'mode':'VIA','regions':['us-west-1']}}");
        var unknown = "{'route':{'mode':'VIA','regions':['us-west-1','nowhere']}}";
        var grouped = LISTENING.given(new EndpointGroupAdded(WEB, held));
        LISTENING.when(add(held)).then(accept(new EndpointGroupAdded(WEB, held)));
        LISTENING.when(add(patched(held, unknown))).then(reject(new RegionUnknown("nowhere")));
        grouped.when(patch(unknown)).then(reject(new RegionUnknown("nowhere")));
        grouped.when(patch("{'route':{'mode':'DIRECT'}}"))
                .then(
                        accept(
                                new EndpointGroupChanged(
                                        WEB, patched(held, "{'route':{'mode':'DIRECT'}}"))));
        assertThat(patched(held, "{'route':null}").effectiveRoute()).isEqualTo(RoutePolicy.AUTO);
        assertThat(patched(held, "{'name':'other'}").route()).isEqualTo(held.route());
    }

    @Test
    void may_not_leave_the_cloud_by_a_change() {
        var server = endpoint("ep-1", PUBLIC_IP, "198.51.100.7", 1);
        listeningWith(false, PUBLIC_IP)
                .given(new EndpointGroupAdded(WEB, group(ON_CLOUD, false, List.of(), server)))
                .when(patch("{'backendService':'OFF_CLOUD'}"))
                .then(reject(new OffCloudNotAllowed("PREMIUM")));
    }

    @Test
    void has_the_id_of_a_group_once() {
        var elsewhere =
                new EndpointGroup(
                        GROUP, "group", "a", OFF_CLOUD, false, List.of(SERVER), List.of());
        LISTENING
                .given(new EndpointGroupAdded(WEB, group(SERVER)))
                .when(add(elsewhere))
                .then(reject(new AlreadyExists("epg-1")));
    }

    @Test
    void removes_a_group_with_its_endpoints_only_when_these_may_go_too() {
        LISTENING
                .given(new EndpointGroupAdded(WEB, group(SERVER)))
                .when(new RemoveEndpointGroup(WEB, GROUP, false))
                .then(reject(new DeletionTakesAlong("epg-1", List.of("endpoint " + SERVER.id()))));
        LISTENING
                .given(new EndpointGroupAdded(WEB, group(SERVER)))
                .when(new RemoveEndpointGroup(WEB, GROUP, true))
                .then(accept(new EndpointGroupRemoved(WEB, GROUP)));
        LISTENING
                .when(new RemoveEndpointGroup(WEB, GROUP, true))
                .then(reject(new EndpointGroupNotFound("epg-1")));
    }

    @Test
    void has_ten_groups_a_listener() {
        var events =
                IntStream.range(0, 10)
                        .mapToObj(
                                i ->
                                        new EndpointGroupAdded(
                                                WEB,
                                                new EndpointGroup(
                                                        new EndpointGroupId("epg-x" + i),
                                                        "group",
                                                        "region-" + i,
                                                        OFF_CLOUD,
                                                        false,
                                                        List.of(SERVER),
                                                        List.of())))
                        .toArray(StreamEvent[]::new);
        LISTENING
                .given(events)
                .when(add(group(SERVER)))
                .then(reject(new QuotaExceeded("endpoint-groups-per-listener", 10, 10)));
    }

    @Test
    void has_ten_endpoints_a_group() {
        var ten =
                IntStream.range(0, 10)
                        .mapToObj(i -> endpoint("ep-" + i, CUSTOM_IP, "198.51.100." + i, 1))
                        .toArray(Endpoint[]::new);
        LISTENING
                .given(new EndpointGroupAdded(WEB, group(ten)))
                .when(new AddEndpoint(WEB, GROUP, endpoint("ep-x", CUSTOM_IP, "198.51.100.99", 1)))
                .then(reject(new QuotaExceeded("endpoints-per-group", 10, 10)));
    }

    @Test
    void adds_changes_and_removes_single_endpoints() {
        var other = endpoint("ep-2", CUSTOM_IP, "198.51.100.8", 7);
        var one = LISTENING.given(new EndpointGroupAdded(WEB, group(SERVER)));
        var two = LISTENING.given(new EndpointGroupAdded(WEB, group(SERVER, other)));
        one.when(new AddEndpoint(WEB, GROUP, other))
                .then(accept(new EndpointsReplaced(WEB, GROUP, List.of(SERVER, other))));
        one.when(new AddEndpoint(WEB, GROUP, SERVER))
                .then(reject(new EndpointAlreadyAdded("198.51.100.7")));
        two.when(weight(other, 0))
                .then(
                        accept(
                                new EndpointsReplaced(
                                        WEB,
                                        GROUP,
                                        List.of(
                                                SERVER,
                                                endpoint("ep-2", CUSTOM_IP, "198.51.100.8", 0)))));
        two.when(weight(other, 7)).then(accept());
        two.when(new RemoveEndpoint(WEB, GROUP, SERVER.id()))
                .then(accept(new EndpointsReplaced(WEB, GROUP, List.of(other))));
        one.when(new RemoveEndpoint(WEB, GROUP, SERVER.id()))
                .then(reject(new LastEndpoint("epg-1")));
        one.when(new RemoveEndpoint(WEB, GROUP, other.id()))
                .then(reject(new EndpointNotFound("ep-2")));
        one.when(weight(other, 1)).then(reject(new EndpointNotFound("ep-2")));
    }

    @Test
    void endpoints_of_one_address_differ_by_their_ports() {
        var first = on(8_081, "ep-1");
        var second = on(8_082, "ep-2");
        var one = LISTENING.given(new EndpointGroupAdded(WEB, group(first)));
        one.when(new AddEndpoint(WEB, GROUP, second))
                .then(accept(new EndpointsReplaced(WEB, GROUP, List.of(first, second))));
        one.when(new AddEndpoint(WEB, GROUP, on(8_081, "ep-3"))).then(SAME_PLACE);
        LISTENING.when(add(group(first, on(8_081, "ep-2")))).then(SAME_PLACE);
        var two = LISTENING.given(new EndpointGroupAdded(WEB, group(first, second)));
        two.when(
                        new ChangeEndpoint(
                                WEB, GROUP, second.id(), ChangeBodies.endpoint("{'port':8081}")))
                .then(SAME_PLACE);
        two.when(replace(on(8_082, "ep-x"), on(8_081, "ep-y")))
                .then(accept(new EndpointsReplaced(WEB, GROUP, List.of(second, first))));
    }

    @Test
    void a_port_of_the_listener_or_of_an_override_is_the_same_place_as_an_own_one() {
        var listener = on(null, "ep-1");
        LISTENING.when(add(group(listener, on(80, "ep-2")))).then(SAME_PLACE);
        var overrides = List.of(new PortOverride(80, 8_081));
        LISTENING
                .when(add(group(OFF_CLOUD, false, overrides, listener, on(8_081, "ep-2"))))
                .then(SAME_PLACE);
        LISTENING
                .given(new EndpointGroupAdded(WEB, group(listener, on(8_081, "ep-2"))))
                .when(
                        new ChangeEndpointGroup(
                                WEB,
                                GROUP,
                                change(
                                        "{'portOverrides':[{'listenerPort':80,'endpointPort':8081}]}")))
                .then(SAME_PLACE);
    }

    @Test
    void an_endpoint_drains_and_comes_back_by_a_change_of_its_state() {
        LISTENING
                .given(new EndpointGroupAdded(WEB, group(SERVER)))
                .when(
                        new ChangeEndpoint(
                                WEB,
                                GROUP,
                                SERVER.id(),
                                ChangeBodies.endpoint("{'state':'DRAINING'}")))
                .then(
                        accept(
                                new EndpointsReplaced(
                                        WEB,
                                        GROUP,
                                        List.of(withState(SERVER, EndpointState.DRAINING)))));
        LISTENING
                .given(
                        new EndpointGroupAdded(
                                WEB, group(withState(SERVER, EndpointState.DRAINING))))
                .when(
                        new ChangeEndpoint(
                                WEB, GROUP, SERVER.id(), ChangeBodies.endpoint("{'state':null}")))
                .then(accept(new EndpointsReplaced(WEB, GROUP, List.of(SERVER))));
    }

    private static Endpoint on(@Nullable Integer port, String id) {
        return new Endpoint(new EndpointId(id), CUSTOM_IP, "198.51.100.7", 1, port, null);
    }

    private static Endpoint withState(Endpoint held, EndpointState state) {
        return new Endpoint(
                held.id(), held.type(), held.address(), held.weight(), held.port(), state);
    }

    private static ChangeEndpoint weight(Endpoint endpoint, int weight) {
        return new ChangeEndpoint(
                WEB,
                GROUP,
                endpoint.id(),
                ChangeBodies.endpoint("{'weight':%s}".formatted(weight)));
    }

    @Test
    void refuses_to_add_a_loopback_endpoint() {
        LISTENING
                .given(new EndpointGroupAdded(WEB, group(SERVER)))
                .when(new AddEndpoint(WEB, GROUP, endpoint("ep-2", CUSTOM_IP, "::1", 1)))
                .then(reject(new EndpointAddressRefused("::1", "is a loopback address")));
    }

    @Test
    void adds_no_group_without_a_plan() {
        ACCELERATOR
                .given(created(1, 20), new ListenerAdded(listener("lsr-1", Protocol.TCP, 80, 80)))
                .when(add(group(SERVER)))
                .then(reject(new PlanNotBound()));
    }

    @Test
    void refuses_servers_outside_the_cloud_with_a_basic_plan() {
        var basic = listeningWith(false, PUBLIC_IP);
        var server = endpoint("ep-1", PUBLIC_IP, "198.51.100.7", 1);
        basic.when(add(group(OFF_CLOUD, false, List.of(), server)))
                .then(reject(new OffCloudNotAllowed("PREMIUM")));
        var onCloud = group(ON_CLOUD, false, List.of(), server);
        basic.when(add(onCloud)).then(accept(new EndpointGroupAdded(WEB, onCloud)));
    }

    @Test
    void refuses_endpoint_types_the_bandwidth_type_does_not_allow() {
        listeningWith(false, PUBLIC_IP)
                .when(add(group(ON_CLOUD, false, List.of(), SERVER)))
                .then(reject(new EndpointTypeNotAllowed(CUSTOM_IP, "PREMIUM")));
    }

    @Test
    void refuses_when_the_catalog_has_lost_the_bandwidth_type() {
        listening(factsWith(new BandwidthTypeEntry[0]))
                .when(add(group(SERVER)))
                .then(reject(new BandwidthTypeUnknown("PREMIUM")));
    }

    @Test
    void refuses_a_group_with_a_loopback_endpoint() {
        LISTENING
                .when(add(group(SERVER, endpoint("ep-2", CUSTOM_IP, "127.0.0.1", 1))))
                .then(reject(new EndpointAddressRefused("127.0.0.1", "is a loopback address")));
    }

    @Test
    void replaces_endpoints_and_keeps_the_ids_of_those_that_stay() {
        var next = endpoint("ep-3", CUSTOM_IP, "198.51.100.8", 1);
        LISTENING
                .given(new EndpointGroupAdded(WEB, group(SERVER)))
                .when(replace(endpoint("ep-2", CUSTOM_IP, "198.51.100.7", 0), next))
                .then(
                        accept(
                                new EndpointsReplaced(
                                        WEB,
                                        GROUP,
                                        List.of(
                                                endpoint("ep-1", CUSTOM_IP, "198.51.100.7", 0),
                                                next))));
    }

    @Test
    void has_nothing_to_do_when_the_endpoints_are_the_same() {
        LISTENING
                .given(new EndpointGroupAdded(WEB, group(SERVER)))
                .when(replace(endpoint("ep-2", CUSTOM_IP, "198.51.100.7", 255)))
                .then(accept());
    }

    @Test
    void refuses_a_replacement_by_a_metadata_service() {
        LISTENING
                .given(new EndpointGroupAdded(WEB, group(SERVER)))
                .when(replace(endpoint("ep-2", CUSTOM_IP, "169.254.169.254", 255)))
                .then(
                        reject(
                                new EndpointAddressRefused(
                                        "169.254.169.254", "is a cloud metadata service")));
    }

    @Test
    void replaces_nothing_in_a_group_it_does_not_have() {
        LISTENING.when(replace(SERVER)).then(reject(new EndpointGroupNotFound("epg-1")));
    }

    /** PostgreSQL at 10.0.0.5:5432, within a network that the operator allows; a pool. */
    private static final AcceleratorFacts INSTALLED =
            factsWith(
                    new EndpointPolicy(
                            Place.listOf("10.0.0.0/8, 127.0.0.0/8"),
                            Place.listOf("10.0.0.5:5432, 127.0.0.1:9092, db:5432"),
                            List.of(IpPrefix.of("fd00:a::/64"))));

    private static final Endpoint DATABASE = endpoint("ep-1", CUSTOM_IP, "10.0.0.5", 1);

    private static EndpointAddressRefused ofInstallation(Endpoint endpoint) {
        return new EndpointAddressRefused(endpoint.address(), "is an address of this installation");
    }

    @Test
    void refuses_ports_of_the_installation_by_every_address() {
        var installed = listening(INSTALLED);
        installed
                .when(add(group(OFF_CLOUD, false, List.of(new PortOverride(80, 5432)), DATABASE)))
                .then(reject(ofInstallation(DATABASE)));
        installed
                .when(add(group(DATABASE)))
                .then(accept(new EndpointGroupAdded(WEB, group(DATABASE))));
        var broker = endpoint("ep-1", CUSTOM_IP, "127.0.0.9", 1);
        installed
                .when(add(group(OFF_CLOUD, false, List.of(new PortOverride(80, 9092)), broker)))
                .then(reject(ofInstallation(broker)));
        var name = endpoint("ep-1", CUSTOM_DOMAIN, "db", 1);
        installed
                .when(add(group(OFF_CLOUD, false, List.of(new PortOverride(80, 5432)), name)))
                .then(reject(new EndpointAddressRefused("db", "is a host of this installation")));
    }

    @Test
    void refuses_addresses_of_pools() {
        var own = endpoint("ep-1", CUSTOM_IP, "fd00:a::1", 1);
        listening(INSTALLED)
                .when(add(group(own)))
                .then(
                        reject(
                                new EndpointAddressRefused(
                                        "fd00:a::1",
                                        "is in an address pool, so it would lead back to a"
                                                + " relay")));
    }

    @Test
    void refuses_a_check_of_a_port_of_the_installation() {
        listening(INSTALLED)
                .given(new EndpointGroupAdded(WEB, group(DATABASE)))
                .when(patch("{'healthCheck':{'protocol':'TCP','port':5432}}"))
                .then(reject(ofInstallation(DATABASE)));
    }

    @Test
    void refuses_an_override_that_moves_an_endpoint_to_a_port_of_the_installation() {
        listening(INSTALLED)
                .given(new EndpointGroupAdded(WEB, group(DATABASE)))
                .when(patch("{'portOverrides':[{'listenerPort':80,'endpointPort':5432}]}"))
                .then(reject(ofInstallation(DATABASE)));
    }
}
