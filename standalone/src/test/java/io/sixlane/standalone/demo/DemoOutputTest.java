package io.sixlane.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoOutputTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void curlsFiguresAreTheLastLine() {
        var fetch = Fetch.ofCurl("Hello\nover two lines\n\n200 0.000312 0.004100 0.004250");

        assertThat(fetch.answer()).isEqualTo("Hello\nover two lines\n");
        assertThat(fetch.status()).isEqualTo(200);
        assertThat(fetch.timings())
                .isEqualToNormalizingNewlines(
                        """
                        time_connect: 0.000312
                        time_starttransfer: 0.004100
                        time_total: 0.004250\
                        """);
    }

    @Test
    void bothWaysAcrossTheOceanStandBesideEachOther() {
        var before = new Crossing("http://10.66.0.9:8081/", 0.1502, 0.3011, 0.3013, 14.25);
        var after = new Crossing("http://[fd6c:616e:1::1]/", 0.0004, 0.1221, 0.1223, 1.72);

        assertThat(Crossing.sideBySide(before, after))
                .isEqualToNormalizingNewlines(
                        """
                        seconds                    before      after
                        time_connect:               0.150      0.000
                        time_starttransfer:         0.301      0.122
                        time_total:                 0.301      0.122
                        download of 2 MB:          14.250      1.720
                        """);
    }

    @Test
    void port80IsNotSpeltOut() {
        assertThat(Fetch.url("10.66.0.9", 8081)).isEqualTo("http://10.66.0.9:8081/");
        assertThat(Fetch.url("fd6c:616e:1::1", 80)).isEqualTo("http://[fd6c:616e:1::1]/");
        assertThat(Fetch.url("::1", 40001)).isEqualTo("http://[::1]:40001/");
    }

    @Test
    void theReportIsOneDocumentWithEveryExchange() {
        var exchange =
                new Exchange(
                        1,
                        "POST",
                        "/v1/recommendations",
                        json("{\"a\":1}"),
                        200,
                        json("{\"b\":2}"));
        var report =
                new DemoReport(
                        "step 2 failed",
                        List.of(exchange),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);

        var document = JSON.readTree(report.toJson());

        assertThat(document.path("succeeded").asBoolean()).isFalse();
        assertThat(document.path("steps").path(0).path("request").path("body").path("a").asInt())
                .isEqualTo(1);
        assertThat(document.path("steps").path(0).path("response").path("status").asInt())
                .isEqualTo(200);
        assertThat(document.path("acceleratedIp").isNull()).isTrue();
    }

    @Test
    void anOlderRevisionThatARelayServesIsNotYetProgrammed() {
        var accelerator =
                """
                {"revision":5,"conditions":[
                  {"type":"Accepted","status":"TRUE","relay":null,"observedRevision":5},
                  {"type":"Programmed","status":"TRUE","relay":"relay-1","observedRevision":%s}]}
                """;

        assertThat(Conditions.serving(json(accelerator.formatted(4)))).isEmpty();
        assertThat(Conditions.serving(json(accelerator.formatted(5)))).isPresent();
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text);
    }
}
