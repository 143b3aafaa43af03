package io.sixlane.http.connection;

import io.sixlane.configuration.address.IpPrefix;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import reactor.core.scheduler.Schedulers;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** Guards the connections of every service. */
@AutoConfiguration
class ConnectionAutoConfiguration {
    /** Longest wait of a read for a connection of the database. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Between requests. Longer than clients, the gateway among them, keep connections. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(75);

    /** From the first byte of a request to the last one of its headers. */
    private static final Duration LONGEST_HEAD = Duration.ofSeconds(10);

    /** Networks that may read meters. */
    private static final String[] LOOPBACK = {"127.0.0.0/8", "::1/128"};

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> connectionHandlers(
            Environment environment) {
        var silence =
                environment.getProperty(
                        "sixlane.http.idle-timeout", Duration.class, LONGEST_SILENCE);
        return factory -> factory.addServerCustomizers(server -> withHandlers(server, silence));
    }

    private static HttpServer withHandlers(HttpServer server, Duration silence) {
        return server.idleTimeout(silence)
                .doOnChannelInit(
                        (_, channel, _) -> {
                            var pipeline = channel.pipeline();
                            pipeline.addAfter(
                                    NettyPipeline.HttpCodec, "faultMarker", new FaultMarker());
                            pipeline.addAfter(
                                    NettyPipeline.HttpCodec,
                                    "readAfterAnswer",
                                    new ReadAfterAnswer());
                            HeadDeadline.add(pipeline, NettyPipeline.HttpCodec, LONGEST_HEAD);
                        });
    }

    @Bean
    DroppedErrors droppedErrors() {
        return new DroppedErrors();
    }

    @Bean
    AccessLog accessLog() {
        return new AccessLog();
    }

    @Bean
    FaultFilter faultFilter() {
        return new FaultFilter();
    }

    @Bean
    ActuatorFilter actuatorFilter(Environment environment) {
        var networks =
                environment.getProperty(
                        "sixlane.actuator-networks", String[].class, LOOPBACK.clone());
        return new ActuatorFilter(Stream.of(networks).map(IpPrefix::of).toList());
    }

    @Bean
    UnreadBodyFilter unreadBodyFilter() {
        return new UnreadBodyFilter();
    }

    /** For services that answer by themselves. */
    @Bean
    @ConditionalOnProperty("sixlane.http.deadline")
    DeadlineFilter deadlineFilter(Environment environment) {
        return new DeadlineFilter(
                environment.getRequiredProperty("sixlane.http.deadline", Duration.class));
    }

    /** For services whose reads take connections of a database. */
    @Bean
    @ConditionalOnProperty("sixlane.http.reads-of-account")
    ReadsFilter readsFilter(Environment environment) {
        return new ReadsFilter(
                new AccountReads(
                        environment.getRequiredProperty(
                                "sixlane.http.reads-of-account", Integer.class),
                        PATIENCE,
                        Schedulers.parallel()));
    }
}
