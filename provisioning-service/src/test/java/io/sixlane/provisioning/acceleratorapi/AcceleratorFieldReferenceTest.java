package io.sixlane.provisioning.acceleratorapi;

import static java.util.Map.entry;

import io.sixlane.configuration.accelerator.EndpointState;
import io.sixlane.configuration.accelerator.HealthCheck;
import io.sixlane.configuration.accelerator.HealthCheck.StatusRange;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerLimits;
import io.sixlane.configuration.accelerator.WhenUnhealthy;
import io.sixlane.http.body.JsonBody;
import io.sixlane.http.body.JsonFields;
import io.sixlane.provisioning.FieldTable;
import io.sixlane.provisioning.FieldTable.Note;
import io.sixlane.provisioning.ReferencePage;
import io.sixlane.provisioning.request.Identifiers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** {@code docs/reference/rules.md} has every field of an accelerator as the code reads it. */
class AcceleratorFieldReferenceTest {
    private static final String SEED = "tutorial";
    private static final String HOSTED = "the hosted service";
    private static final String OURS = "Sixlane";
    private static final String AWS = "AWS Global Accelerator";
    private static final Note REQUIRED = new Note("", SEED);
    private static final String NO_LIMIT = "no limit";

    private static final String LISTENER = "{'ports':[{}],'accessLists':[{}],'limits':{}}";
    private static final String GROUP =
            "{'endpoints':[{'type':'CUSTOM_IP'}],'portOverrides':[{}],'healthCheck':{'protocol':'HTTP','expectedStatus':{}},'route':{'mode':'VIA'}}";

    private final CommandReader reader = new CommandReader();

    @Test
    void every_field_of_an_accelerator_is_on_the_page() throws IOException {
        new ReferencePage("rules.md")
                .hasPart(
                        "fields of accelerators",
                        "| field | must be | default | source |\n|---|---|---|---|\n"
                                + FieldTable.of(
                                        "accelerator",
                                        reader::rename,
                                        "{}",
                                        Map.of("name", REQUIRED))
                                + FieldTable.of(
                                        "area", reader::addRegions, "{'regions':[{}]}", area())
                                + FieldTable.of(
                                        "listener", reader::addListener, LISTENER, listener())
                                + FieldTable.of(
                                        "endpointGroup",
                                        EndpointGroupRequest::read,
                                        GROUP,
                                        group()));
    }

    private static <T> T read(String body, Function<JsonFields, T> reader) {
        return JsonBody.read(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8), reader);
    }

    private static Map<String, Note> area() {
        var smallest =
                read("{'region':'cn-hongkong','bandwidthMbps':2}", AreaRequest.RegionRequest::read);
        return Map.ofEntries(
                entry("area", REQUIRED),
                entry("regions", new Note("", HOSTED)),
                entry("regions[].region", REQUIRED),
                entry("regions[].bandwidthMbps", new Note("", HOSTED + ", limits")),
                entry("regions[].ipVersion", new Note(smallest.ipVersion().name(), SEED)));
    }

    private static Map<String, Note> listener() {
        var smallest =
                read(
                        "{'name':'web','protocol':'TCP','ports':[{'from':80,'to':80}]}",
                        ListenerRequest::read);
        return Map.ofEntries(
                entry("name", new Note("", SEED + ", step 4")),
                entry("protocol", new Note("", SEED + ", step 4")),
                entry("ports", new Note("", HOSTED + ", quotas; 30 ports together, none twice")),
                entry("ports[].from", new Note("", SEED + ", step 4")),
                entry("ports[].to", new Note("", SEED + ", step 4; not below `from`")),
                entry("clientAffinity", new Note(smallest.clientAffinity().name(), SEED)),
                entry(
                        "affinityPrefixLength",
                        new Note("" + Listener.DEFAULT_AFFINITY_PREFIX_LENGTH, OURS)),
                entry(
                        "idleTimeoutSeconds",
                        new Note(
                                "TCP %s, UDP %s"
                                        .formatted(
                                                Listener.DEFAULT_TCP_IDLE_SECONDS,
                                                Listener.DEFAULT_UDP_IDLE_SECONDS),
                                HOSTED + "; see the limits below for each protocol")),
                entry("accessLists", new Note("none", HOSTED + "; 50 prefixes in one request")),
                entry("accessLists[].kind", new Note("", HOSTED + ", White and Black")),
                entry("accessLists[].prefixes", new Note("none", HOSTED)),
                entry("limits", new Note(NO_LIMIT, OURS)),
                entry("limits.bandwidthMbps", new Note(NO_LIMIT, OURS)),
                entry("limits.connectionBandwidthMbps", new Note(NO_LIMIT, OURS)),
                entry("limits.connectionsPerClient", new Note(NO_LIMIT, OURS)),
                entry("limits.newConnectionsPerSecondPerClient", new Note(NO_LIMIT, OURS)),
                entry(
                        "limits.clientPrefixLength",
                        new Note("" + ListenerLimits.DEFAULT_CLIENT_PREFIX_LENGTH, OURS)));
    }

    private static Map<String, Note> group() {
        var smallest =
                read(
                        "{'name':'web','region':'us-west-1','backendService':'OFF_CLOUD',"
                                + "'endpoints':[{'type':'CUSTOM_IP','address':'192.0.2.1',"
                                + "'weight':1}]}",
                        EndpointGroupRequest::read);
        var group = smallest.group(new Identifiers());
        var status = StatusRange.DEFAULT;
        return Map.ofEntries(
                entry("name", new Note("", SEED + ", step 5")),
                entry("region", REQUIRED),
                entry("backendService", new Note("", SEED + ", step 5")),
                entry("reserveClientIp", new Note("" + group.reserveClientIp(), SEED + ", step 5")),
                entry(
                        "endpoints",
                        new Note("", "Sixlane; fewer by the quota `endpoints-per-group`")),
                entry("endpoints[].type", new Note("", SEED + ", step 5")),
                entry(
                        "endpoints[].address",
                        new Note("", SEED + ", step 5; of CUSTOM_DOMAIN a host name, RFC 1123")),
                entry("endpoints[].weight", new Note("", SEED + ", step 5")),
                entry(
                        "endpoints[].port",
                        new Note("that of the override, or of the listener", OURS)),
                entry("endpoints[].state", new Note("" + EndpointState.ACTIVE, OURS)),
                entry("portOverrides", new Note("none", HOSTED + ", ports of one listener")),
                entry("portOverrides[].listenerPort", new Note("", SEED + ", step 4")),
                entry("portOverrides[].endpointPort", new Note("", "RFC 9293")),
                entry(
                        "trafficPercentage",
                        new Note("" + group.effectiveTrafficPercentage(), HOSTED)),
                entry("healthCheck", new Note("none: endpoints count as healthy", HOSTED)),
                entry("healthCheck.protocol", new Note("", HOSTED)),
                entry(
                        "healthCheck.intervalSeconds",
                        new Note(
                                "" + HealthCheck.DEFAULT_INTERVAL_SECONDS,
                                "HAProxy's 2 s and AWS' 10 and 30 s lie in it")),
                entry(
                        "healthCheck.timeoutMillis",
                        new Note(
                                "" + HealthCheck.DEFAULT_TIMEOUT_MILLIS,
                                HOSTED + "; at most the interval")),
                entry("healthCheck.port", new Note("the port of connections", HOSTED)),
                entry(
                        "healthCheck.threshold",
                        new Note("" + HealthCheck.DEFAULT_THRESHOLD, HOSTED + ", ThresholdCount")),
                entry("healthCheck.path", new Note("`/`", AWS + ", HealthCheckPath")),
                entry("healthCheck.host", new Note("the address", OURS)),
                entry(
                        "healthCheck.expectedStatus",
                        new Note("%s to %s".formatted(status.from(), status.to()), OURS)),
                entry("healthCheck.expectedStatus.from", new Note("", "RFC 9110")),
                entry(
                        "healthCheck.expectedStatus.to",
                        new Note(
                                "",
                                "RFC 9110; not below `from`, and final: checks skip 1xx answers")),
                entry(
                        "clientIp",
                        new Note(group.effectiveClientIp() + " without `reserveClientIp`", HOSTED)),
                entry("whenUnhealthy", new Note("" + WhenUnhealthy.FAIL_OPEN, OURS)),
                entry("slowStartSeconds", new Note("0", OURS)),
                entry(
                        "drainSeconds",
                        new Note("the relay's, 30", OURS + "; see [drain](names-and-health.md)")),
                entry("route", new Note(group.effectiveRoute().mode().name(), OURS)),
                entry(
                        "route.mode",
                        new Note("", OURS + "; how AUTO chooses is in [routes](routes.md)")),
                entry(
                        "route.regions",
                        new Note(
                                "",
                                OURS
                                        + "; in order, each once, for VIA only; the last one"
                                        + " connects to the endpoint")));
    }
}
