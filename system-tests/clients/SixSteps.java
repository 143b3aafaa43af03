import io.sixlane.client.ApiClient;
import io.sixlane.client.ApiException;
import io.sixlane.client.api.AcceleratorsApi;
import io.sixlane.client.api.CatalogApi;
import io.sixlane.client.api.OrdersApi;
import io.sixlane.client.model.AcceleratorRequestOneOfAreasInnerRegionsInner;
import io.sixlane.client.model.AcceleratorRequestOneOfListenersInnerEndpointGroupsInnerEndpointsInner;
import io.sixlane.client.model.AcceleratorRequestOneOfListenersInnerEndpointGroupsInnerPortOverridesInner;
import io.sixlane.client.model.AcceleratorRequestOneOfListenersInnerPortsInner;
import io.sixlane.client.model.AcceleratorRequestOneOfTerm;
import io.sixlane.client.model.AcceleratorRequestOneOfTermOneOf;
import io.sixlane.client.model.AreaRequest;
import io.sixlane.client.model.EndpointGroupRequest;
import io.sixlane.client.model.ListenerRequest;
import io.sixlane.client.model.OrderRequest;
import io.sixlane.client.model.OrderRequestOneOf;
import io.sixlane.client.model.RecommendationRequest;
import io.sixlane.client.model.RecommendationRequestOneOf;

/**
 * The six steps by a client that openapi-generator makes of the API's document: {@code SixSteps API
 * LISTENER_PORT ENDPOINT_PORT}, with SIXLANE_AUTHORIZATION.
 */
final class SixSteps {
    private SixSteps() {}

    public static void main(String[] arguments) throws ApiException {
        var listenerPort = Integer.parseInt(arguments[1]);
        var endpointPort = Integer.parseInt(arguments[2]);
        var client = new ApiClient();
        client.updateBaseUri(arguments[0]);
        client.setRequestInterceptor(
                request -> request.header("Authorization", System.getenv("SIXLANE_AUTHORIZATION")));
        var orders = new OrdersApi(client);
        var accelerators = new AcceleratorsApi(client);

        var bundle =
                new CatalogApi(client)
                        .recommendBundles(
                                new RecommendationRequest(
                                        new RecommendationRequestOneOf()
                                                .accelerationRegion("cn-hongkong")
                                                .serviceRegion("us-west-1")
                                                .icpFiling(false)
                                                .serverArea(
                                                        RecommendationRequestOneOf.ServerAreaEnum
                                                                .OFF_CLOUD)
                                                .peakBandwidthMbps(10)
                                                .maxConcurrentConnections(5_000)))
                        .getRecommended()
                        .getFirst();

        var order =
                orders.placeOrder(
                        "generated-" + System.nanoTime(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        new OrderRequest(
                                new OrderRequestOneOf()
                                        .specification(bundle.getSpecification())
                                        .bandwidthType(bundle.getBandwidthType())
                                        .peakBandwidthMbps(bundle.getPeakBandwidthMbps())
                                        .term(
                                                new AcceleratorRequestOneOfTerm(
                                                        new AcceleratorRequestOneOfTermOneOf()
                                                                .unit(
                                                                        AcceleratorRequestOneOfTermOneOf
                                                                                .UnitEnum.MONTH)
                                                                .count(1)))));
        var paid = orders.payOrder(order.getId(), null, null, null, null, null, null);
        var id = paid.getAcceleratorId();
        accelerators.bindBandwidthPlan(
                id, paid.getBandwidthPlanId(), null, null, null, null, null, null);

        var area =
                accelerators.addRegions(
                        id,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new AreaRequest()
                                .area("ASIA_PACIFIC")
                                .addRegionsItem(
                                        new AcceleratorRequestOneOfAreasInnerRegionsInner()
                                                .region("cn-hongkong")
                                                .bandwidthMbps(10)
                                                .ipVersion(
                                                        AcceleratorRequestOneOfAreasInnerRegionsInner
                                                                .IpVersionEnum.IPV6)));

        var listener =
                accelerators.addListener(
                        id,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new ListenerRequest()
                                .name("web")
                                .protocol(ListenerRequest.ProtocolEnum.TCP)
                                .clientAffinity(ListenerRequest.ClientAffinityEnum.SOURCE_IP)
                                .addPortsItem(
                                        new AcceleratorRequestOneOfListenersInnerPortsInner()
                                                .from(listenerPort)
                                                .to(listenerPort)));

        accelerators.addEndpointGroup(
                id,
                listener.getId(),
                null,
                null,
                null,
                null,
                null,
                null,
                "30s",
                new EndpointGroupRequest()
                        .name("silicon-valley")
                        .region("us-west-1")
                        .backendService(EndpointGroupRequest.BackendServiceEnum.OFF_CLOUD)
                        .addEndpointsItem(
                                new AcceleratorRequestOneOfListenersInnerEndpointGroupsInnerEndpointsInner()
                                        .type(
                                                AcceleratorRequestOneOfListenersInnerEndpointGroupsInnerEndpointsInner
                                                        .TypeEnum.CUSTOM_IP)
                                        .address("127.0.0.1")
                                        .weight(255))
                        .addPortOverridesItem(
                                new AcceleratorRequestOneOfListenersInnerEndpointGroupsInnerPortOverridesInner()
                                        .listenerPort(listenerPort)
                                        .endpointPort(endpointPort)));

        System.out.printf(
                "{\"id\":\"%s\",\"url\":\"http://[%s]:%s/\"}%n",
                id, area.getAcceleratedIp(), listenerPort);
    }
}
