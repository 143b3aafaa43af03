package io.sixlane.catalog.document;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.http.problem.ProblemType;
import io.sixlane.http.problem.RefusedException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Asks the provisioning service who uses an entry of the catalog. */
@Component
class EntryUses {
    private static final Logger log = LoggerFactory.getLogger(EntryUses.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient client;

    EntryUses(@Value("${sixlane.provisioning-url}") URI provisioning) {
        this.client =
                HttpClient.create().baseUrl(provisioning.toString()).responseTimeout(PATIENCE);
    }

    /**
     * @param users ids of accelerators and plans, with their accounts; the first ones
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Uses(String key, long count, List<User> users) {
        Uses {
            users = List.copyOf(users);
        }

        boolean isUsed() {
            return count > 0;
        }
    }

    record User(String id, String account) {}

    /**
     * @param key like {@code region/rack-7}
     * @param caller with the token by which the caller is known there as here
     * @throws RefusedException (as an error signal) when the service does not answer
     */
    Mono<Uses> of(String key, HttpHeaders caller) {
        return client.headers(
                        headers ->
                                headers.add(
                                        HttpHeaders.AUTHORIZATION,
                                        caller.getOrEmpty(HttpHeaders.AUTHORIZATION)))
                .get()
                .uri("/v1/catalog-uses/" + key)
                .responseSingle(
                        (response, body) ->
                                switch (response.status().code()) {
                                    case 200 ->
                                            body.asByteArray()
                                                    .map(
                                                            json ->
                                                                    ConfigurationJson.read(
                                                                            json, Uses.class));
                                    // It has not arrived there yet.
                                    case 404 -> Mono.just(new Uses(key, 0, List.of()));
                                    default ->
                                            Mono.<Uses>error(
                                                    () ->
                                                            new IllegalStateException(
                                                                    response.status().toString()));
                                })
                .onErrorMap(EntryUses::notKnown);
    }

    private static Throwable notKnown(Throwable cause) {
        log.atWarn()
                .addKeyValue("cause", cause.toString())
                .log("provisioning service does not answer");
        return new RefusedException(
                ProblemType.SERVICE_UNAVAILABLE,
                "Whether it is in use is not known, because the provisioning service does not"
                        + " answer; repeat the request in a moment");
    }
}
