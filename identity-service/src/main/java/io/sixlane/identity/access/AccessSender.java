package io.sixlane.identity.access;

import io.sixlane.configuration.access.ReportedAccess;
import io.sixlane.configuration.identity.Role;
import io.sixlane.configuration.identity.TokenClaims;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.identity.signer.TokenSigner;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Reports events to the log until it has them; the log knows those that come again. */
@Component
class AccessSender {
    private static final Logger log = LoggerFactory.getLogger(AccessSender.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST = 100;

    private final AccessLog events;
    private final TokenSigner signer;
    private final RestClient provisioning;
    private boolean failing;

    AccessSender(AccessLog events, TokenSigner signer, AccessProperties properties) {
        this.events = events;
        this.signer = signer;
        var connections =
                new JdkClientHttpRequestFactory(
                        HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_1_1)
                                .connectTimeout(PATIENCE)
                                .build());
        connections.setReadTimeout(PATIENCE);
        provisioning =
                RestClient.builder()
                        .baseUrl(properties.provisioningUrl().toString())
                        .requestFactory(connections)
                        .build();
    }

    @Scheduled(fixedDelay = 1_000)
    void sendWaiting() {
        try {
            var waiting = events.waiting(MOST);
            while (!waiting.isEmpty()) {
                sendAll(waiting);
                waiting = events.waiting(MOST);
            }
            failing = false;
        } catch (RestClientException e) {
            if (!failing) {
                log.atWarn()
                        .addKeyValue("cause", e.toString())
                        .log("cannot report events of access, will retry");
            }
            failing = true;
        }
    }

    private void sendAll(List<ReportedAccess> reports) {
        try {
            send(reports);
            events.forget(reports);
        } catch (HttpClientErrorException.BadRequest e) {
            if (reports.size() > 1) {
                reports.forEach(report -> sendAll(List.of(report)));
                return;
            }
            log.atError()
                    .addKeyValue("id", reports.getFirst().id())
                    .addKeyValue("cause", e.toString())
                    .log("event of access set aside in access_outbox");
            events.setAside(reports.getFirst());
        }
    }

    private void send(List<ReportedAccess> reports) {
        var own =
                new TokenSigner.Accepted(
                        TokenClaims.IDENTITY_SERVICE,
                        "",
                        TokenClaims.IDENTITY_SERVICE,
                        Role.VIEWER,
                        null,
                        "");
        provisioning
                .post()
                .uri("/internal/access-events")
                .headers(headers -> headers.setBearerAuth(signer.sign(own)))
                .contentType(MediaType.APPLICATION_JSON)
                .body(ConfigurationJson.write(reports))
                .retrieve()
                .toBodilessEntity();
    }
}
