package io.sixlane.provisioning.usage;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.http.security.BearerToken;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.UsageNotKnown;
import io.sixlane.provisioning.usage.PlanMonth.Bound;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Asks the metrics service. */
@Component
class MetricsUsage {
    private static final Logger log = LoggerFactory.getLogger(MetricsUsage.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client;

    MetricsUsage(UsageProperties properties) {
        this.client =
                HttpClient.create()
                        .baseUrl(properties.metricsUrl().toString())
                        .responseTimeout(PATIENCE);
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Answer(List<RegionUsage> regions) {
        Answer {
            regions = List.copyOf(regions);
        }
    }

    /**
     * Reads the usage by region, with the token of the request that asks for it.
     *
     * @throws RejectedException (as an error signal) {@link UsageNotKnown}
     */
    Mono<List<RegionUsage>> of(Bound bound) {
        return client.headersWhen(MetricsUsage::authorized)
                .get()
                .uri(
                        "/v1/metrics/accelerators/%s/usage?from=%s&to=%s"
                                .formatted(bound.acceleratorId(), bound.from(), bound.to()))
                .responseSingle(
                        (response, body) ->
                                response.status().equals(HttpResponseStatus.OK)
                                        ? body.asByteArray()
                                        : Mono.error(
                                                () ->
                                                        new IllegalStateException(
                                                                response.status().toString())))
                .map(json -> ConfigurationJson.read(json, Answer.class).regions())
                .onErrorMap(MetricsUsage::notKnown);
    }

    private static Mono<HttpHeaders> authorized(HttpHeaders headers) {
        return BearerToken.ofRequest()
                .map(token -> headers.set(HttpHeaderNames.AUTHORIZATION, token))
                .defaultIfEmpty(headers);
    }

    private static Throwable notKnown(Throwable cause) {
        log.atWarn().addKeyValue("cause", cause.toString()).log("metrics service does not answer");
        return new RejectedException(new UsageNotKnown());
    }
}
