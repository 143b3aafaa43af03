package io.sixlane.provisioning;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.relay.RelayStatus;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorApplied;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorHealth;
import io.sixlane.configuration.relay.RelayStatus.AdmittedConnections;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import io.sixlane.configuration.relay.RelayStatus.EndpointHealth;
import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import io.sixlane.configuration.relay.RelayStatus.LaneAddress;
import io.sixlane.configuration.relay.RelayStatus.ListenerConnections;
import io.sixlane.provisioning.relaystatus.StatusFuzz;
import io.sixlane.testsupport.Fuzzing;
import io.sixlane.testsupport.Fuzzing.Target;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeFuzzIT {
    private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");
    private static final AcceleratorId ACCELERATOR = new AcceleratorId("ga-1");
    private static final ListenerId LISTENER = new ListenerId("lsr-1");

    private static final String AREA =
            "{'area':'ASIA_PACIFIC','regions':[{'region':'cn-hongkong','bandwidthMbps':5,"
                    + "'ipVersion':'IPV6'}]}";
    private static final String LISTENER_BODY =
            "{'name':'web','protocol':'TCP','ports':[{'from':80,'to':80}],"
                    + "'accessLists':[{'kind':'ALLOW','prefixes':['2001:db8::/32']}],"
                    + "'limits':{'bandwidthMbps':5},'idleTimeoutSeconds':60}";
    private static final String LISTENER_CHANGE =
            "{'name':'web','limits':null,'clientAffinity':'SOURCE_IP'}";
    private static final String GROUP =
            "{'name':'web','region':'cn-hongkong','backendService':'OFF_CLOUD',"
                    + "'endpoints':[{'type':'CUSTOM_DOMAIN','address':'example.org',"
                    + "'weight':1}],'portOverrides':[{'listenerPort':80,'endpointPort':81}],"
                    + "'healthCheck':{'protocol':'HTTP','expectedStatus':{'from':200,"
                    + "'to':299}}}";
    private static final String ENDPOINTS =
            "{'endpoints':[{'type':'CUSTOM_IP','address':'198.51.100.7','weight':255}]}";
    private static final String ORDER =
            "{'specification':'SMALL_I','bandwidthType':'PREMIUM',"
                    + "'peakBandwidthMbps':10,'term':{'unit':'MONTH','count':2}}";
    private static final String CHANGE_SET =
            "{'changes':[{'op':'rename','name':'hub'}],'reason':'a'}";

    /** By schema; readers without one start from an empty object. */
    private static final Map<String, String> BODIES =
            Map.of(
                    "Rename",
                    "{'name':'hub'}",
                    "AreaRequest",
                    AREA,
                    "ListenerRequest",
                    LISTENER_BODY,
                    "ListenerChange",
                    LISTENER_CHANGE,
                    "EndpointGroupRequest",
                    GROUP,
                    "EndpointsRequest",
                    ENDPOINTS,
                    "AccessRequest",
                    "{'prefixes':['::ffff:10.0.0.0/104','192.0.2.0/24']}",
                    "OrderRequest",
                    ORDER,
                    "ChangeSetRequest",
                    CHANGE_SET);

    @Test
    void any_body_or_status_is_read_or_refused(@TempDir Path folder) throws Exception {
        Fuzzing.check(
                folder,
                List.of(
                        new Target(BodyFuzz.class, bodies()),
                        new Target(
                                StatusFuzz.class,
                                statuses().stream().map(ConfigurationJson::write).toList())));
    }

    private static List<byte[]> bodies() {
        var schemas = List.copyOf(BodyFuzz.readers().keySet());
        return schemas.stream()
                .map(
                        schema ->
                                ((char) schemas.indexOf(schema)
                                                + BODIES.getOrDefault(schema, "{}")
                                                        .replace('\'', '"'))
                                        .getBytes(UTF_8))
                .toList();
    }

    private static List<RelayStatus> statuses() {
        return List.of(
                new Heartbeat(
                        "relay-1",
                        "cn-hongkong",
                        AT,
                        AT,
                        "linux",
                        1,
                        2,
                        3,
                        "kafka",
                        List.of(new AdmittedConnections(ACCELERATOR, 7, 3)),
                        List.of(new ListenerConnections(ACCELERATOR, LISTENER, 3)),
                        new LaneAddress("[2001:db8::7]:7000", "0".repeat(64))),
                new AcceleratorApplied(
                        "relay-1",
                        "cn-hongkong",
                        AT,
                        AT,
                        ACCELERATOR,
                        7,
                        "0".repeat(64),
                        List.of(new ApplyFailure(LISTENER, "cannot bind [::1]:80")),
                        6L,
                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
                new AcceleratorHealth(
                        "relay-1",
                        "cn-hongkong",
                        AT,
                        AT,
                        ACCELERATOR,
                        List.of(
                                new EndpointHealth(
                                        LISTENER,
                                        new EndpointGroupId("epg-1"),
                                        new EndpointId("ep-1"),
                                        EndpointHealth.State.UNHEALTHY,
                                        "port 8080: refused",
                                        AT,
                                        true,
                                        1_200L,
                                        3)),
                        0,
                        1));
    }
}
