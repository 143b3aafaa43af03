package io.sixlane.catalog;

import io.sixlane.platform.EmbeddedPostgres;
import io.sixlane.testsupport.TestIdentity;
import io.sixlane.topics.KafkaAccess;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The service as it ships, on a free port. One at a time: closing it ends Reactor Netty's shared
 * event loops.
 */
record RunningCatalog(ConfigurableApplicationContext context) implements AutoCloseable {
    static RunningCatalog start(EmbeddedPostgres postgres, KafkaAccess kafka, String... more) {
        postgres.createDatabase("catalog");
        var arguments =
                Stream.of(
                        "--SIXLANE_HTTP_PORT=0",
                        "--SIXLANE_IDENTITY_URL=" + TestIdentity.url(),
                        "--SIXLANE_POSTGRES_PORT=" + postgres.port(),
                        "--SIXLANE_SECRETS_FOLDER=" + postgres.secrets("catalog"),
                        "--SIXLANE_KAFKA_BOOTSTRAP_SERVERS=" + kafka.bootstrapServers(),
                        "--SIXLANE_KAFKA_SETTINGS=" + kafka.settingsFile());
        return new RunningCatalog(
                new SpringApplicationBuilder(CatalogApplication.class)
                        .run(Stream.concat(arguments, Stream.of(more)).toArray(String[]::new)));
    }

    /** Reads each answer whole: what a test does not look at would else be a leak of Netty's. */
    WebTestClient client() {
        var port = context.getEnvironment().getProperty("local.server.port");
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .defaultHeader(
                        HttpHeaders.AUTHORIZATION, TestIdentity.bearer("operator", "OPERATOR"))
                .responseTimeout(Duration.ofSeconds(20))
                .filter((request, next) -> next.exchange(request).flatMap(RunningCatalog::read))
                .build();
    }

    private static Mono<ClientResponse> read(ClientResponse answer) {
        return answer.bodyToMono(byte[].class)
                .defaultIfEmpty(new byte[0])
                .map(DefaultDataBufferFactory.sharedInstance::wrap)
                .map(body -> answer.mutate().body(Flux.just(body)).build());
    }

    @Override
    public void close() {
        context.close();
    }
}
