package io.sixlane.relay;

import io.sixlane.relay.endpoint.EndpointPolicy;
import io.sixlane.relay.endpoint.EndpointResolver;
import io.sixlane.relay.tcp.PortableTcpPath;
import io.sixlane.relay.tcp.TcpPath;
import io.sixlane.relay.tcp.TcpSettings;
import java.time.Clock;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What features need from outside: the clock, names, and the forwarding path of this host. */
@Configuration(proxyBeanMethods = false)
class RelayWiring {
    private static final Logger log = LoggerFactory.getLogger(RelayWiring.class);

    @Bean
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Bean
    EndpointResolver endpointResolver(RelayProperties properties) {
        return new EndpointResolver(new EndpointPolicy(properties.endpointAllowedPrefixes()));
    }

    @Bean
    TcpPath tcpPath(RelayProperties properties) {
        var path =
                new PortableTcpPath(
                        new TcpSettings(
                                properties.connectTimeout(),
                                properties.idleTimeout(),
                                Math.toIntExact(properties.writeBufferHigh().toBytes()),
                                Runtime.getRuntime().availableProcessors()));
        log.atInfo()
                .addKeyValue("relay", properties.id())
                .addKeyValue("path", path)
                .log("forwarding path chosen");
        return path;
    }
}
