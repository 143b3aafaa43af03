package io.sixlane.provisioning;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

/**
 * An accelerator with one of everything, and what stands for the parts of paths that are in braces.
 */
final class OneOfEverything {
    private OneOfEverything() {}

    static Map<String, String> build(ApiClient api) {
        var order =
                api.post(
                        "/v1/orders",
                        "{'specification':'SMALL_I','bandwidthType':'PREMIUM',"
                                + "'peakBandwidthMbps':10,'term':{'unit':'MONTH','count':2}}");
        var paid = api.post("/v1/orders/" + order.text("/id") + "/payment", "");
        var path = "/v1/accelerators/" + paid.text("/acceleratorId");
        var plan = paid.text("/bandwidthPlanId");
        assertThat(api.put(path + "/bandwidth-plans/" + plan, "").status()).isEqualTo(200);
        var area = "{'area':'ASIA_PACIFIC','regions':[{'region':'cn-hongkong','bandwidthMbps':5}]}";
        assertThat(api.post(path + "/acceleration-areas", area).status()).isEqualTo(201);
        var listener =
                api.post(
                        path + "/listeners",
                        "{'name':'web','protocol':'TCP','ports':[{'from':80,'to':80}]}");
        var groups = path + "/listeners/" + listener.text("/id") + "/endpoint-groups";
        var group =
                api.post(
                        groups,
                        "{'name':'web','region':'cn-hongkong','backendService':'OFF_CLOUD',"
                                + "'endpoints':[{'type':'CUSTOM_DOMAIN','address':'example.org',"
                                + "'weight':1}]}");
        assertThat(group.status()).as(group.response().body()).isEqualTo(201);
        return Map.ofEntries(
                entry("/accelerators/{id}", path.substring(3)),
                entry("/bandwidth-plans/{id}", "/bandwidth-plans/" + plan),
                entry("/orders/{id}", "/orders/" + order.text("/id")),
                entry("{planId}", plan),
                entry("{replacementId}", plan),
                entry("{region}", "cn-hongkong"),
                entry("{listenerId}", listener.text("/id")),
                entry("{groupId}", group.text("/id")),
                entry("{endpointId}", group.text("/endpoints/0/id")),
                entry("{account}", "acme"),
                entry("{kind}/{code}", "region/cn-hongkong"),
                entry("/probes/{id}", "/probes/prb-1"));
    }
}
