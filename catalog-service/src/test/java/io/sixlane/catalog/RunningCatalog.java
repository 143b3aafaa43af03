package io.sixlane.catalog;

import io.sixlane.platform.EmbeddedPostgres;
import java.time.Duration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * The service as it ships, on a free port. One at a time: closing it ends Reactor Netty's shared
 * event loops.
 */
record RunningCatalog(ConfigurableApplicationContext context) implements AutoCloseable {
    static RunningCatalog start(EmbeddedPostgres postgres, String brokers) {
        postgres.createDatabase("catalog");
        return new RunningCatalog(
                new SpringApplicationBuilder(CatalogApplication.class)
                        .run(
                                "--SIXLANE_HTTP_PORT=0",
                                "--SIXLANE_POSTGRES_PORT=" + postgres.port(),
                                "--SIXLANE_KAFKA_BOOTSTRAP_SERVERS=" + brokers));
    }

    WebTestClient client() {
        var port = context.getEnvironment().getProperty("local.server.port");
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(20))
                .build();
    }

    @Override
    public void close() {
        context.close();
    }
}
