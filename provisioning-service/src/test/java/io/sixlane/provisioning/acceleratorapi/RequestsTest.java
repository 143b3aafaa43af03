package io.sixlane.provisioning.acceleratorapi;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.accelerator.HealthCheck;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.http.body.JsonBody;
import io.sixlane.http.body.JsonFields;
import io.sixlane.http.problem.FieldError;
import io.sixlane.http.problem.MalformedRequestException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsTest {
    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> badFields(String text, Function<JsonFields, ?> reader) {
        var refused =
                catchThrowableOfType(
                        MalformedRequestException.class, () -> JsonBody.read(json(text), reader));
        assertThat(refused).as("refused: " + text).isNotNull();
        return refused.errors().stream().map(FieldError::pointer).toList();
    }

    private static String listener(String name, String ports) {
        return "{'name':'%s','protocol':'TCP','ports':%s}".formatted(name, ports);
    }

    private static String endpoint(String type, String address, int weight) {
        return "{'type':'%s','address':'%s','weight':%s}".formatted(type, address, weight);
    }

    @Test
    void reads_the_listener_of_the_seed() {
        var body =
                "{'name':'web','protocol':'TCP','ports':[{'from':80,'to':80}],"
                        + "'clientAffinity':'SOURCE_IP'}";
        assertThat(JsonBody.read(json(body), ListenerRequest::read))
                .isEqualTo(
                        new ListenerRequest(
                                "web",
                                Protocol.TCP,
                                List.of(new PortRange(80, 80)),
                                ClientAffinity.SOURCE_IP,
                                null,
                                null,
                                null,
                                null));
    }

    @Test
    void takes_the_last_port_there_is() {
        var request =
                JsonBody.read(
                        json(listener("web", "[{'from':65499,'to':65499}]")),
                        ListenerRequest::read);
        assertThat(request.ports()).containsExactly(new PortRange(65_499, 65_499));
        assertThat(request.clientAffinity()).isEqualTo(ClientAffinity.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'from':0,'to':80}]",
                "[{'from':80.5,'to':81}]",
                "[{'from':99999999999,'to':80}]",
                "[{'from':'80','to':80}]",
                "[{'from':null,'to':80}]"
            })
    void names_the_first_port_when_it_is_wrong(String ports) {
        assertThat(badFields(listener("web", ports), ListenerRequest::read))
                .containsExactly("/ports/0/from");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{'from':90,'to':80}]", "[{'from':65499,'to':65500}]"})
    void names_the_last_port_when_it_is_wrong(String ports) {
        assertThat(badFields(listener("web", ports), ListenerRequest::read))
                .containsExactly("/ports/0/to");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "[{'from':1,'to':31}]",
                "[{'from':1,'to':20},{'from':30,'to':40}]",
                "[{'from':80,'to':90},{'from':85,'to':86}]"
            })
    void names_the_ports_when_they_do_not_go_together(String ports) {
        assertThat(badFields(listener("web", ports), ListenerRequest::read))
                .containsExactly("/ports");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "w", "1web", "_web", "we b", "wéb", "硅谷"})
    void refuses_names_a_listener_cannot_have(String name) {
        assertThat(badFields(listener(name, "[{'from':80,'to':80}]"), ListenerRequest::read))
                .containsExactly("/name");
    }

    @Test
    void refuses_a_name_of_129_characters_and_takes_128() {
        var ports = "[{'from':80,'to':80}]";
        assertThat(badFields(listener("w".repeat(129), ports), ListenerRequest::read))
                .containsExactly("/name");
        var longest = JsonBody.read(json(listener("w".repeat(128), ports)), ListenerRequest::read);
        assertThat(longest.name()).hasSize(128);
    }

    @Test
    void names_every_bad_field_of_a_group_at_once() {
        var body =
                "{'name':'-','region':'us-west-1','backendService':'MOON','reserveClientIp':'no',"
                        + "'endpoints':[%s,%s,7],'portOverrides':[{'listenerPort':0}],'colour':1}"
                                .formatted(
                                        endpoint("CUSTOM_IP", "127.1", 256),
                                        endpoint("ROBOT", "x", -1));
        assertThat(badFields(body, EndpointGroupRequest::read))
                .containsExactly(
                        "/name",
                        "/backendService",
                        "/reserveClientIp",
                        "/endpoints/0/address",
                        "/endpoints/0/weight",
                        "/endpoints/1/type",
                        "/endpoints/1/weight",
                        "/endpoints/2",
                        "/portOverrides/0/listenerPort",
                        "/portOverrides/0/endpointPort",
                        "/colour");
    }

    @Test
    void group_names_may_be_chinese() {
        var body =
                "{'name':'硅谷-1','region':'us-west-1','backendService':'OFF_CLOUD','endpoints':[%s]}"
                        .formatted(endpoint("CUSTOM_IP", "::ffff:198.51.100.7", 255));
        var group = JsonBody.read(json(body), EndpointGroupRequest::read);
        assertThat(group.name()).isEqualTo("硅谷-1");
        assertThat(group.endpoints())
                .containsExactly(
                        new EndpointRequest(
                                EndpointType.CUSTOM_IP, "198.51.100.7", 255, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "2130706433", "-a.example", "a..b", "a b", "https://a.b"})
    void refuses_invalid_host_names(String domain) {
        var body = "{'endpoints':[%s]}".formatted(endpoint("CUSTOM_DOMAIN", domain, 1));
        assertThat(badFields(body, EndpointsRequest::read)).containsExactly("/endpoints/0/address");
    }

    @ParameterizedTest
    @CsvSource({
        "web.test., web.test",
        "Web.Test, web.test",
        "my_app.test, my_app.test",
        "backend, backend",
        "backend., backend"
    })
    void host_names_have_one_form(String domain, String canonical) {
        var body = "{'endpoints':[%s]}".formatted(endpoint("CUSTOM_DOMAIN", domain, 1));
        var read = JsonBody.read(json(body), EndpointsRequest::read);
        assertThat(read.endpoints().getFirst().address()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({"101, 101", "100, 199", "199, 199", "100, 100"})
    void refuses_a_range_of_statuses_that_no_answer_ends_with(int from, int to) {
        var status = String.format(Locale.ROOT, "{'from':%d,'to':%d}", from, to);
        var check = "{'protocol':'HTTP','expectedStatus':%s}".formatted(status);
        assertThat(badFields(check, HealthCheckFields::read)).containsExactly("/expectedStatus/to");
    }

    @ParameterizedTest
    @CsvSource({"100, 200", "200, 200", "404, 404", "500, 599"})
    void takes_a_range_that_an_answer_can_end_with(int from, int to) {
        var status = String.format(Locale.ROOT, "{'from':%d,'to':%d}", from, to);
        var check = "{'protocol':'HTTP','expectedStatus':%s}".formatted(status);
        assertThat(JsonBody.read(json(check), HealthCheckFields::read).expectedStatus())
                .isEqualTo(new HealthCheck.StatusRange(from, to));
    }

    @ParameterizedTest
    @CsvSource({
        "::ffff:192.0.2.0/120, 192.0.2.0/24",
        "::ffff:0:0/96, 0.0.0.0/0",
        "::ffff:192.0.2.1, 192.0.2.1/32",
        "::/0, ::/0"
    })
    void a_mapped_prefix_is_the_ipv4_prefix(String prefix, String canonical) {
        var body = "{'prefixes':['%s']}".formatted(prefix);
        assertThat(
                        JsonBody.<List<String>>read(
                                json(body), fields -> ListenerFields.prefixes(fields, 1)))
                .containsExactly(canonical);
    }

    @Test
    void a_mapped_prefix_that_is_too_short_is_refused_with_what_to_write() {
        var body = "{'prefixes':['::ffff:10.0.0.0/8']}";
        assertThatThrownBy(
                        () ->
                                JsonBody.read(
                                        json(body), fields -> ListenerFields.prefixes(fields, 1)))
                .isInstanceOfSatisfying(
                        MalformedRequestException.class,
                        refused ->
                                assertThat(refused.errors().getFirst().detail())
                                        .contains("write 10.0.0.0/8 for IPv4"));
    }

    @Test
    void refuses_no_endpoints_and_one_twice() {
        var one = endpoint("CUSTOM_IP", "198.51.100.7", 1);
        var same = endpoint("CUSTOM_DOMAIN", "WWW.example.org", 1);
        for (var endpoints : List.of("", one + "," + one)) {
            assertThat(badFields("{'endpoints':[" + endpoints + "]}", EndpointsRequest::read))
                    .containsExactly("/endpoints");
        }
        var other = one.replace("}", ",'port':8081}");
        for (var good : List.of(one + "," + other, other + "," + other.replace("8081", "1"))) {
            var two = JsonBody.read(json("{'endpoints':[" + good + "]}"), EndpointsRequest::read);
            assertThat(two.endpoints()).hasSize(2);
        }
        assertThat(badFields("{'endpoints':[" + other + "," + other + "]}", EndpointsRequest::read))
                .containsExactly("/endpoints");
        var read = JsonBody.read(json("{'endpoints':[" + same + "]}"), EndpointsRequest::read);
        assertThat(read.endpoints().getFirst().address()).isEqualTo("www.example.org");
    }

    /** The quota of an account is no concern of the reader. */
    @Test
    void reads_far_more_endpoints_than_the_usual_quota_and_refuses_to_read_on_for_ever() {
        assertThat(JsonBody.read(json(endpoints(200)), EndpointsRequest::read).endpoints())
                .hasSize(200);
        assertThat(badFields(endpoints(201), EndpointsRequest::read)).containsExactly("/endpoints");
    }

    private static String endpoints(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> endpoint("CUSTOM_IP", "198.51.100." + i, 1))
                .collect(joining(",", "{'endpoints':[", "]}"));
    }

    @Test
    void refuses_an_override_of_the_same_port_twice() {
        var body =
                "{'name':'group','region':'r','backendService':'OFF_CLOUD','endpoints':[%s],"
                        .formatted(endpoint("CUSTOM_IP", "198.51.100.7", 1));
        var override = "{'listenerPort':80,'endpointPort':8081}";
        var bad = body + "'portOverrides':[" + override + "," + override + "]}";
        assertThat(badFields(bad, EndpointGroupRequest::read)).containsExactly("/portOverrides");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\\u0000", "a/b", "\\ud800"})
    void refuses_codes_no_catalog_has(String code) {
        var body =
                "{'area':'ASIA_PACIFIC','regions':[{'region':'%s','bandwidthMbps':2}]}"
                        .formatted(code);
        assertThat(badFields(body, AreaRequest::read)).containsExactly("/regions/0/region");
    }

    @Test
    void refuses_a_region_with_less_than_2_mbps() {
        var body = "{'area':'ASIA_PACIFIC','regions':[{'region':'a','bandwidthMbps':1}]}";
        assertThat(badFields(body, AreaRequest::read)).containsExactly("/regions/0/bandwidthMbps");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "7",
                "null",
                "{'area':1,'area':2}",
                "{} {}",
                "\u0000",
                "{'a':"
            })
    void names_the_body_when_it_is_not_an_object(String body) {
        assertThat(badFields(body, EndpointsRequest::read)).containsExactly("");
    }
}
