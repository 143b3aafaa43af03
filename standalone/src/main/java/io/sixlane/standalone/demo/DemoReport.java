package io.sixlane.standalone.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The result of a demo, for programs.
 *
 * @param failure null when all six steps worked
 * @param before the way of clients without acceleration; null without an ocean
 * @param url of the accelerated service, null when it came to none
 */
public record DemoReport(
        @Nullable String failure,
        List<Exchange> exchanges,
        @Nullable String acceleratorId,
        @Nullable String acceleratedIp,
        @Nullable String url,
        @Nullable Fetch fetch,
        @Nullable Crossing before,
        @Nullable Crossing after,
        @Nullable JsonNode metrics) {

    private static final JsonMapper JSON = new JsonMapper();

    public DemoReport {
        exchanges = List.copyOf(exchanges);
    }

    public boolean succeeded() {
        return failure == null;
    }

    /** The report as one JSON document. */
    public String toJson() {
        var document = JSON.createObjectNode();
        document.put("succeeded", succeeded());
        document.put("failure", failure);
        document.put("acceleratorId", acceleratorId);
        document.put("acceleratedIp", acceleratedIp);
        document.put("url", url);
        if (fetch != null) {
            document.put("answer", fetch.answer());
            document.putObject("timings")
                    .put("with", fetch.with())
                    .put("timeConnect", fetch.connect())
                    .put("timeStartTransfer", fetch.startTransfer())
                    .put("timeTotal", fetch.total());
        }
        if (before != null && after != null) {
            var ocean = document.putObject("ocean");
            ocean.set("before", toJson(before));
            ocean.set("after", toJson(after));
        }
        document.set("metrics", metrics == null ? JSON.nullNode() : metrics);
        var steps = document.putArray("steps");
        for (var exchange : exchanges) {
            steps.add(toJson(exchange));
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document);
    }

    private static ObjectNode toJson(Crossing crossing) {
        return JSON.createObjectNode()
                .put("url", crossing.url())
                .put("timeConnect", crossing.connect())
                .put("timeStartTransfer", crossing.startTransfer())
                .put("timeTotal", crossing.total())
                .put("secondsOf2Mb", crossing.download());
    }

    private static ObjectNode toJson(Exchange exchange) {
        var step = JSON.createObjectNode();
        step.put("step", exchange.step());
        step.put("title", Steps.title(exchange.step()));
        var request = step.putObject("request");
        request.put("method", exchange.method());
        request.put("path", exchange.path());
        request.set(
                "body", exchange.requestBody() == null ? JSON.nullNode() : exchange.requestBody());
        var response = step.putObject("response");
        response.put("status", exchange.status());
        response.set("body", exchange.responseBody());
        return step;
    }
}
